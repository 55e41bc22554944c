// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Services;
import org.junit.jupiter.api.Test;

/// Is a draft read as the person meant it, and does a key stay with its service?
class DraftReaderTest {
  private static final String YOUTUBE = "rtmps://a.rtmps.youtube.com:443/live2";
  private static final Secret KEY = Secret.of("abcd-1234");
  private static final Draft EMPTY = Draft.of(Services.CUSTOM);
  private final DraftReader reader = new DraftReader(Services.known());

  private Draft typed(Draft before, String address) {
    return reader.read(before, before.withAddress(address));
  }

  @Test
  void pastedAddressWithKey_isTakenApart_andItsServiceIsKnown() {
    assertThat(typed(EMPTY, YOUTUBE + "/abcd-1234"))
        .isEqualTo(Draft.of("youtube").withAddress(YOUTUBE).withKey(KEY));
  }

  @Test
  void addressOfNobodyKnown_isCustom() {
    Draft before = Draft.of("youtube").withAddress(YOUTUBE).withKey(KEY);
    assertThat(typed(before, "rtmp://studio.example/live"))
        .as("and the key does not follow it there")
        .isEqualTo(EMPTY.withAddress("rtmp://studio.example/live"));
  }

  @Test
  void loginInTheAddress_goesIntoItsFields() {
    Draft read = typed(EMPTY, "rtmp://me:hush@studio.example/live/room");
    assertThat(read)
        .isEqualTo(
            EMPTY
                .withAddress("rtmp://studio.example/live")
                .withKey(Secret.of("room"))
                .withLogin("me", Secret.of("hush")));
  }

  @Test
  void keyTypedBeforeTheAddress_isKept() {
    Draft before = EMPTY.withKey(KEY);
    assertThat(typed(before, "rtmp://studio.example/live").key()).isEqualTo(KEY);
  }

  @Test
  void otherServerOfTheSameService_keepsTheKey() {
    Draft before = Draft.of("youtube").withAddress(YOUTUBE).withKey(KEY);
    Draft read = typed(before, "rtmps://b.rtmps.youtube.com:443/live2");
    assertThat(read.key()).isEqualTo(KEY);
    assertThat(read.service()).isEqualTo("youtube");
  }

  @Test
  void wholeAddressPastedOverItsOwn_bringsItsKey() {
    Draft before = Draft.of("youtube").withAddress(YOUTUBE).withKey(Secret.of("old"));
    assertThat(typed(before, YOUTUBE + "/abcd-1234").key()).isEqualTo(KEY);
  }

  @Test
  void keyOnALineOfItsOwn_isTaken_alsoInPlaceOfTheOneBefore() {
    String pasted = "Stream URL\n" + YOUTUBE + "\nStream key\nabcd-1234\n";
    Draft read = Draft.of("youtube").withAddress(YOUTUBE).withKey(KEY);
    assertThat(typed(EMPTY, pasted)).isEqualTo(read);
    assertThat(typed(read.withKey(Secret.of("old")), pasted)).isEqualTo(read);
  }

  @Test
  void lineOfSrt_isTakenApart_streamIdAndPassphraseAreTheKey() {
    String pasted = "srt://studio.example:9000?streamid=cam&latency=800&passphrase=hush-hush-hush";
    assertThat(typed(EMPTY, pasted))
        .isEqualTo(
            EMPTY
                .withAddress("srt://studio.example:9000?latency=800")
                .withKey(Secret.of("streamid=cam&passphrase=hush-hush-hush")));
  }

  @Test
  void wholeLineOfSrtPastedOverItsOwn_bringsItsKey_andOtherOptionsLeaveTheKeyAlone() {
    String address = "srt://studio.example:9000?latency=800";
    Draft before = EMPTY.withAddress(address).withKey(Secret.of("cam"));
    assertThat(typed(before, "srt://studio.example:9000?streamid=two").key())
        .isEqualTo(Secret.of("two"));
    assertThat(typed(before, "srt://studio.example:9000?latency=500").key())
        .isEqualTo(Secret.of("cam"));
    assertThat(typed(before, "srt://elsewhere.example:9000").key()).isEqualTo(Secret.of(""));
  }

  @Test
  void halfTypedAddress_isLeftAlone() {
    Draft before = EMPTY.withKey(KEY);
    assertThat(typed(before, "rtmp:/")).isEqualTo(before.withAddress("rtmp:/"));
  }

  @Test
  void serviceChosen_bringsItsAddress_andTakesTheKeyOfAnotherAway() {
    Draft before = Draft.of("youtube").withAddress(YOUTUBE).withKey(KEY);
    Draft read = reader.read(before, before.withService("restream"));
    assertThat(read).isEqualTo(Draft.of("restream").withAddress("rtmp://live.restream.io/live"));
  }

  @Test
  void serviceWithAnAddressForEachPerson_leavesTheFieldEmpty() {
    Draft before = Draft.of("youtube").withAddress(YOUTUBE).withKey(KEY);
    assertThat(reader.read(before, before.withService("twitch")).address()).isEmpty();
  }

  @Test
  void serverOfOnesOwn_staysWhatThePersonCalledIt() {
    Draft before = Draft.of("nginx-rtmp");
    assertThat(typed(before, "rtmp://127.0.0.1:1935/live").service()).isEqualTo("nginx-rtmp");
  }
}
