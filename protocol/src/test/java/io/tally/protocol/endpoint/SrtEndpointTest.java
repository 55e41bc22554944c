// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of an srt:// line is shown, and what is kept from view?
class SrtEndpointTest {
  private static final Secret NONE = Secret.of("");

  private static String shown(Secret secret) {
    return secret.use(value -> value);
  }

  @Test
  void lineOfAService_isTakenApart() {
    var endpoint =
        Endpoint.parse(
            "srt://live.example:778?passphrase=0123456789ab&streamid=cam%231&latency=800", NONE);
    assertThat(endpoint.url()).hasToString("srt://live.example:778?latency=800");
    assertThat(endpoint.isSrt()).isTrue();
    assertThat(endpoint.host()).isEqualTo("live.example");
    assertThat(endpoint.port()).isEqualTo(778);
    assertThat(endpoint.application()).isEmpty();
    var key = SrtKey.read(endpoint.key());
    assertThat(shown(key.streamId())).isEqualTo("cam#1");
    assertThat(shown(key.passphrase())).isEqualTo("0123456789ab");
    assertThat(endpoint.toString()).doesNotContain("cam").doesNotContain("0123456789ab");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "srt://h:9000 #!::r=live/cam,m=publish",
        "srt://h:9000/ plain",
        "srt://h:9000?streamid=other plain",
        "SRT://H:9000 a&b%20c"
      })
  void keyGivenApart_isTheStreamId(String address, String id) {
    var endpoint = Endpoint.parse(address, Secret.of(id));
    assertThat(endpoint.url()).hasToString("srt://h:9000");
    assertThat(shown(SrtKey.read(endpoint.key()).streamId())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"streamid=a&passphrase=long enough", "passphrase=50%25 and more%26"})
  void keyThatWasWritten_isReadAgain(String form) {
    var key = Endpoint.parse("srt://h:1", Secret.of(form)).key();
    var again = Endpoint.parse("srt://h:1", key).key();
    assertThat(again).isEqualTo(key);
    assertThat(SrtKey.read(again)).isEqualTo(SrtKey.read(key));
  }

  @Test
  void streamIdThatLooksLikeAForm_staysOne() {
    var key = new SrtKey(Secret.of("passphrase=no"), NONE).key();
    assertThat(shown(SrtKey.read(key).streamId())).isEqualTo("passphrase=no");
    assertThat(SrtKey.read(key).passphrase().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"srt://h", "srt://h:0", "srt://h:70000", "srt://u:secret@h:1", "srt://h:1/path"})
  void unusableAddress_isRefused_withoutItsSecrets(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.parse(address + "?streamid=secret", NONE))
        .withMessageContaining("srt://host:9000")
        .withMessageNotContaining("secret");
  }
}
