// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.probe.picture.SeiMessage;
import io.tally.player.testing.data.CaptionScript;
import io.tally.player.testing.data.CaptionedStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Pairs of bytes of CEA-608 as a sender sends them, one a picture; picture N is shown at N ns.
class CaptionsTest {
  private static final int LAST = 400;
  private final CaptionScript script = new CaptionScript();
  private final CaptionScript.Line21 cc1 = script.channel(1);

  private Captions played() {
    Captions captions = new Captions();
    for (int picture = 0; picture < LAST; picture++) {
      List<SeiMessage> coded =
          CaptionedStream.messages(script.triplets(picture), /* hevc= */ false);
      captions.picture(coded, picture, picture);
    }
    captions.end();
    return captions;
  }

  @Test
  @DisplayName("CEA-608 pop-on: nothing stands there until the memories change places")
  void popOn_appearsAtOnce_andGoesWhenErased() {
    cc1.popOn(0, 50, Map.of(14, "Hello,", 15, "world")).from(90).mode(0x2C);

    Captions captions = played();

    assertThat(captions.at("CC1", 49)).isEmpty();
    assertThat(captions.at("CC1", 50)).containsExactlyInAnyOrder("Hello,", "world");
    assertThat(captions.at("CC1", 50)).first().isEqualTo("Hello,");
    assertThat(captions.at("CC1", 89)).hasSize(2);
    assertThat(captions.at("CC1", 90)).isEmpty();
    assertThat(captions.found()).containsExactly("CC1");
  }

  @Test
  @DisplayName("CEA-608 roll-up: a carriage return moves so many rows up")
  void rollUp_keepsItsRows() {
    cc1.from(0).mode(0x25).mode(0x2D).row(15, 0).text("one");
    cc1.from(40).mode(0x25).mode(0x2D).row(15, 0).text("two");
    cc1.from(80).mode(0x25).mode(0x2D).row(15, 0).text("three");

    Captions captions = played();

    assertThat(captions.at("CC1", 39)).containsExactly("one");
    assertThat(captions.at("CC1", 79)).containsExactly("one", "two");
    assertThat(captions.at("CC1", 120)).containsExactly("two", "three");
  }

  @Test
  @DisplayName("CEA-608 roll-up: another base row takes the words along")
  void rollUp_movesToAnotherBase_withItsWords() {
    cc1.from(0).mode(0x26).mode(0x2D).row(15, 0).text("one");
    cc1.from(20).mode(0x2D).row(4, 0).text("two");
    cc1.from(40).mode(0x2D).text("four");

    assertThat(played().at("CC1", 100)).containsExactly("one", "two", "four");
  }

  @Test
  @DisplayName("CEA-608 paint-on: characters stand there as they come")
  void paintOn_growsWithEachPair() {
    cc1.from(0).mode(0x29).row(1, 4).text("abcd");

    Captions captions = played();

    assertThat(captions.at("CC1", 4)).containsExactly("ab");
    assertThat(captions.at("CC1", 5)).containsExactly("abcd");
  }

  @Test
  void fourChannels_saySomethingOfTheirOwn() {
    for (int channel = 1; channel <= 4; channel++) {
      int begin = channel % 2 == 1 ? 0 : 100; // two share a field
      script.channel(channel).popOn(begin, begin + 60, Map.of(15, "channel " + channel));
    }

    Captions captions = played();

    for (int channel = 1; channel <= 4; channel++) {
      assertThat(captions.at("CC" + channel, 399)).containsExactly("channel " + channel);
    }
    assertThat(captions.found()).containsExactly("CC1", "CC2", "CC3", "CC4");
  }

  @Test
  @DisplayName("CEA-608: an extended character takes the place of the one before it")
  void extendedCharacter_replacesItsStandIn() {
    cc1.from(0).mode(0x29).row(15, 0).text("caf").text("e").pair(0x12, 0x36);
    cc1.text(" ").code(0x11, 0x37).text("*");

    assertThat(played().at("CC1", 300)).containsExactly("cafë ♪á");
  }

  @Test
  @DisplayName("CEA-608: a code is sent twice and obeyed once; thrice is twice")
  void backspaceSentThrice_isObeyedTwice() {
    cc1.from(0).mode(0x29).row(15, 0).text("abcd").mode(0x21).pair(0x14, 0x21);

    assertThat(played().at("CC1", 300)).containsExactly("ab");
  }

  @Test
  @DisplayName("CEA-608: damaged characters are shown as blocks, damaged codes are not obeyed")
  void damagedBytes_doLittleHarm() {
    cc1.from(0).mode(0x29).row(15, 0).text("ab");
    Captions captions = new Captions();
    for (int picture = 0; picture < 50; picture++) {
      byte[] triplets = script.triplets(picture);
      if (picture == 20) {
        triplets[1] = 'c'; // an even number of bits
        triplets[2] = odd('d');
      } else if (picture == 21) {
        triplets[1] = (byte) 0x94;
        triplets[2] = (byte) (odd(0x2C) ^ 0x80);
      }
      captions.picture(CaptionedStream.messages(triplets, false), picture, picture);
    }

    assertThat(captions.at("CC1", 49)).containsExactly("ab█d");
  }

  private static byte odd(int value) {
    return (byte) (Integer.bitCount(value) % 2 == 0 ? value | 0x80 : value);
  }

  @Test
  @DisplayName("CEA-608: text services and extended data are no captions")
  void textAndExtendedData_arePassedOver() {
    cc1.from(0).mode(0x29).row(15, 0).text("seen");
    cc1.from(40).mode(0x2B).text("unseen");
    script.channel(3).from(0).pair(0x01, 0x03).text("a movie").pair(0x0F, 0x1D);
    cc1.from(80).mode(0x29).text("!");

    Captions captions = played();

    assertThat(captions.at("CC1", 300)).containsExactly("seen!");
    assertThat(captions.found()).containsExactly("CC1");
  }

  @Test
  void pictures_areReadInTheOrderInWhichTheyAreShown() {
    cc1.from(0).mode(0x29).row(15, 0).text("abcdefghijkl");
    long[] order = {0, 4, 2, 1, 3, 8, 6, 5, 7, 12, 10, 9, 11}; // as coded with B-frames
    Captions captions = new Captions();
    for (int dts = 0; dts < order.length; dts++) {
      List<SeiMessage> coded = CaptionedStream.messages(script.triplets(order[dts]), false);
      captions.picture(coded, order[dts], dts - 2);
    }
    captions.end();

    assertThat(captions.at("CC1", 20)).containsExactly("abcdefghijkl");
  }

  @Test
  void channelThatFallsSilent_isEmptyAfterSixteenSeconds() {
    long second = 1_000_000_000L;
    cc1.from(0).mode(0x29).row(15, 0).text("gone");
    Captions captions = new Captions();
    for (int picture = 0; picture < 30; picture++) {
      captions.picture(
          CaptionedStream.messages(script.triplets(picture), false),
          picture * second / 25,
          picture * second / 25);
    }

    assertThat(captions.at("CC1", 16 * second)).containsExactly("gone");
    assertThat(captions.at("CC1", 18 * second)).isEmpty();
  }

  @Test
  void unknownChannel_saysNothing() {
    assertThat(played().at("CC9", 0)).isEqualTo(List.of());
  }
}
