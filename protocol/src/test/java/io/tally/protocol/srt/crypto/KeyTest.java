// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.packet.DataHeader;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Are keys made, wrapped and used as the standards say?
class KeyTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Secret PASSPHRASE = Secret.of("correct horse");

  /// From the recorded session of libsrt 1.5.1 (`libsrt-session.md`).
  private static final byte[] LIBSRT =
      HEX.parseHex(
          "122029010000000002000200000004048236e58dca2b914dcdb60dde83c5095c"
              + "767dfdfd9ccada683344324722fbb07d21a3936c53a29808");

  @Test
  @DisplayName("RFC 3394 section 4.1: 128 bits of key data under a key of 128 bits")
  void keyWrap_ofTheStandard() {
    var wrap =
        new KeyWrap(new SecretKeySpec(HEX.parseHex("000102030405060708090A0B0C0D0E0F"), "AES"));
    var wrapped = wrap.wrap(HEX.parseHex("00112233445566778899AABBCCDDEEFF"));
    assertThat(HEX.withUpperCase().formatHex(wrapped))
        .isEqualTo("1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5");
  }

  @Test
  @DisplayName("RFC 6070: PBKDF2 with HMAC-SHA1, 4096 rounds")
  void derivation_ofTheStandard() throws Exception {
    var spec = new PBEKeySpec("password".toCharArray(), "salt".getBytes(UTF_8), 4096, 160);
    var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(spec);
    assertThat(HEX.formatHex(key.getEncoded()))
        .isEqualTo("4b007901b765489abead49d926f721d065a429c1");
  }

  @ParameterizedTest
  @CsvSource({"16", "24", "32"})
  void keys_thatOneMakes_theOtherTakes(int bytes) throws Exception {
    for (var mode : CipherMode.values()) {
      var plan = new KeyPlan(PASSPHRASE, bytes, Optional.of(mode), 1000, 100);
      var caller = ConnectionKeys.create(plan, 0, RANDOM);
      var listener = ConnectionKeys.accept(KeyPlan.of(PASSPHRASE, 0), caller.message(), RANDOM);
      assertThat(listener.keyBytes()).isEqualTo(bytes);
      assertThat(listener.mode()).isEqualTo(mode);
      assertRoundTrip(caller, listener);
      assertRoundTrip(listener, caller);
    }
  }

  private static void assertRoundTrip(ConnectionKeys from, ConnectionKeys to) {
    var header =
        new DataHeader(0x7FFFFFFF, DataHeader.SOLO, false, from.send().flag(), false, 9, 7, 5);
    var bytes = new byte[9 + 16];
    var length = from.send().seal("a payload".getBytes(UTF_8), 9, bytes, header, true);
    var opened = new byte[9 + 16];
    assertThat(length).isEqualTo(9 + from.mode().tagBytes());
    var again =
        new DataHeader(0x7FFFFFFF, DataHeader.SOLO, false, from.send().flag(), true, 9, 7, 5);
    assertThat(to.receive().open(bytes, length, opened, again)).isEqualTo(9);
    assertThat(new String(opened, 0, 9, UTF_8)).isEqualTo("a payload");
  }

  @Test
  void changedPayload_isNoticedInGcm() throws Exception {
    var plan = new KeyPlan(PASSPHRASE, 16, Optional.of(CipherMode.GCM), 1000, 100);
    var caller = ConnectionKeys.create(plan, 0, RANDOM);
    var header = new DataHeader(1, DataHeader.SOLO, false, caller.send().flag(), false, 9, 7, 5);
    var bytes = new byte[40];
    var opened = new byte[40];
    var length = caller.send().seal(new byte[20], 20, bytes, header, true);
    bytes[3] ^= 1;
    assertThat(caller.receive().open(bytes, length, opened, header)).isEqualTo(-1);
    assertThat(caller.receive().open(bytes, 3, opened, header)).isEqualTo(-1);
  }

  @Test
  void otherPassphrase_isABadSecret() {
    var caller = ConnectionKeys.create(KeyPlan.of(PASSPHRASE, 16), 0, RANDOM);
    assertThatThrownBy(() ->
            ConnectionKeys.accept(
                KeyPlan.of(Secret.of("battery staple"), 0), caller.message(), RANDOM))
        .isInstanceOfSatisfying(
            KeyRefusedException.class,
            refused -> assertThat(refused.state()).isEqualTo(KeyState.BAD_SECRET));
  }

  @Test
  void otherMode_isRefused_whenOneIsAskedFor() {
    var plan = new KeyPlan(PASSPHRASE, 16, Optional.of(CipherMode.GCM), 1000, 100);
    var caller = ConnectionKeys.create(plan, 0, RANDOM);
    var onlyCtr = new KeyPlan(PASSPHRASE, 16, Optional.of(CipherMode.CTR), 1000, 100);
    assertThatThrownBy(() -> ConnectionKeys.accept(onlyCtr, caller.message(), RANDOM))
        .isInstanceOfSatisfying(
            KeyRefusedException.class,
            refused -> assertThat(refused.state()).isEqualTo(KeyState.BAD_CRYPTO_MODE));
  }

  @Test
  @DisplayName("a key message that libsrt 1.5.1 sent is unwrapped and written back alike")
  void keyMessage_ofLibsrt() throws Exception {
    var message = KeyMessage.read(LIBSRT);
    assertThat(message.write()).isEqualTo(LIBSRT);
    var keys = ConnectionKeys.accept(KeyPlan.of(Secret.of("correct-horse"), 0), LIBSRT, RANDOM);
    assertThat(keys.keyBytes()).isEqualTo(16);
  }

  @Test
  void shortPassphrase_isToldWithItsLength_andNotShown() {
    assertThatThrownBy(() -> KeyPlan.of(Secret.of("secret"), 16))
        .hasMessage("The SRT passphrase has 6 bytes: it must have 10 to 80, or none.");
  }
}
