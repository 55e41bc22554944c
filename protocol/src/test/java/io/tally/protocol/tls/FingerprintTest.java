// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Is a certificate's fingerprint read and written as other programs do?
class FingerprintTest {
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final String SHOWN = "01:23:45:67:89:AB:CD:EF:".repeat(4).substring(0, 95);

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sha256:", "SHA256=", "sha256 Fingerprint=", "  SHA-256: ", "sha-256/"})
  void fingerprint_isReadAsPeopleWriteIt(String prefix) {
    assertThat(Fingerprint.parse(prefix + HEX).hex()).isEqualTo(HEX);
    assertThat(Fingerprint.parse(prefix + SHOWN).hex()).isEqualTo(HEX);
    assertThat(Fingerprint.parse(prefix + SHOWN.replace(':', ' ') + " ").hex()).isEqualTo(HEX);
  }

  @Test
  void fingerprint_isShownInPairs() {
    assertThat(new Fingerprint(HEX)).hasToString(SHOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "ab:cd", "zz"})
  void whatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> Fingerprint.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64");
  }

  @Test
  void fingerprint_isTheSameAsOpenssls(@TempDir Path folder) throws Exception {
    var certificate = new TestAuthority().certificate();
    var file = folder.resolve("certificate.pem");
    var body = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    var openssl =
        new ProcessBuilder(
                "openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", file.toString())
            .start();
    var said = new String(openssl.getInputStream().readAllBytes()).strip();
    assertThat(openssl.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Fingerprint.of(certificate)).isEqualTo(Fingerprint.parse(said));
    assertThat(said).endsWith(Fingerprint.of(certificate).toString());
  }
}
