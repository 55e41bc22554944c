// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Is the ingest's certificate read from what OpenSSL writes, or made once and kept to itself?
class ServerCertificateTest {
  @TempDir private Path folder;

  private Path openssl(String name, String... arguments) throws Exception {
    var file = folder.resolve(name);
    var command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    // Behind the subcommand: a length of key must come last.
    command.addAll(2, List.of("-out", file.toString()));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    return file;
  }

  private Path certificate(Path key) throws Exception {
    return openssl(
        key.getFileName() + ".crt",
        "req",
        "-x509",
        "-days",
        "2",
        "-subj",
        "/CN=here",
        "-key",
        key.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "rsa8, genpkey -algorithm RSA",
    "rsa1, genrsa -traditional 2048",
    "ec8,  genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
    "ec1,  ecparam -genkey -name prime256v1"
  })
  void keysInEveryPemForm_areRead(String name, String command) throws Exception {
    var key = openssl(name, command.split(" ", -1));
    var made = ServerCertificate.ofFiles(certificate(key), key);
    assertThat(made.chain()).hasSize(1);
    assertThat(made.chain().getFirst().getSubjectX500Principal().getName()).isEqualTo("CN=here");
  }

  @Test
  void keyOfAnotherCertificate_isRefused() throws Exception {
    var one = openssl("one", "genpkey", "-algorithm", "RSA");
    var other = openssl("other", "genpkey", "-algorithm", "RSA");
    var certificate = certificate(one);
    assertRefused(certificate, other, "not the one of the certificate");
    assertRefused(folder.resolve("none.pem"), one, "no file");
    assertRefused(one, one, "no certificate");
    assertRefused(certificate, certificate, "no private key");
  }

  private static void assertRefused(Path certificate, Path key, String words) {
    assertThatThrownBy(() -> ServerCertificate.ofFiles(certificate, key))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words)
        .message()
        .endsWith(".");
  }

  @Test
  void ownCertificate_isMadeOnce_andItsKeyIsReadByNobodyElse() throws Exception {
    var kept = folder.resolve("deep/folder");
    var first = ServerCertificate.selfSigned(kept, "studio.example");
    var again = ServerCertificate.selfSigned(kept, "studio.example");
    assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(
            first.chain().getFirst().getSubjectAlternativeNames().stream()
                .map(name -> String.valueOf(name.get(1))))
        .contains("localhost", "127.0.0.1", "studio.example");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(kept.resolve("ingest-key.pem"))))
        .isEqualTo("rw-------");
    assertThat(Files.list(kept)).hasSize(2);
  }

  @Test
  void expiredCertificate_isMadeAnew() throws Exception {
    var old = SelfSigned.make("here", Instant.now().minus(Duration.ofDays(9)), Duration.ofDays(1));
    PemFiles.writePrivate(folder.resolve("ingest-key.pem"), old.key());
    PemFiles.write(folder.resolve("ingest-certificate.pem"), old.certificate());
    var made = ServerCertificate.selfSigned(folder, "here");
    assertThat(made.fingerprint()).isNotEqualTo(Fingerprint.of(old.certificate()));
  }
}
