// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLException;

/// With which certificate does the embedded ingest show itself to publishers by rtmps?
public final class ServerCertificate {
  private static final String CERTIFICATE_FILE = "ingest-certificate.pem";
  private static final String KEY_FILE = "ingest-key.pem";
  // Whoever has accepted it should not be asked again each year.
  private static final Duration LIFE = Duration.ofDays(3650);

  private final List<X509Certificate> chain;
  private final SslContext context;

  private ServerCertificate(List<X509Certificate> chain, PrivateKey key) throws SSLException {
    this.chain = List.copyOf(chain);
    this.context =
        SslContextBuilder.forServer(key, chain)
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .build();
  }

  /// Of two files, as certificate authorities hand them out.
  ///
  /// @param certificate PEM: the server's own first, then those that vouch for it
  /// @param key PEM: PKCS #8, or what OpenSSL writes for RSA and EC; without a password
  /// @throws IOException a sentence for a person, when they cannot be read or do not belong
  ///   together
  public static ServerCertificate ofFiles(Path certificate, Path key) throws IOException {
    var chain = PemFiles.certificates(certificate);
    var own = PemFiles.key(key);
    if (!PemFiles.belongTogether(chain.getFirst(), own)) {
      throw new IOException(
          "The key in %s is not the one of the certificate in %s: choose the two files that were made together."
              .formatted(key, certificate));
    }
    return made(chain, own);
  }

  /// One that vouches for itself, made once and kept: a publisher is shown its fingerprint and
  /// accepts it once. It is made anew when it has expired.
  ///
  /// @param folder where it is kept, made when it is not there; its key is readable by the owner
  ///   only
  /// @param host the name or address that publishers use, beside those of this computer
  /// @throws IOException a sentence for a person, when it can be neither read nor written
  public static ServerCertificate selfSigned(Path folder, String host) throws IOException {
    var certificate = folder.resolve(CERTIFICATE_FILE);
    var key = folder.resolve(KEY_FILE);
    if (Files.exists(certificate) && Files.exists(key)) {
      var kept = ofFiles(certificate, key);
      if (kept.chain.getFirst().getNotAfter().toInstant().isAfter(Instant.now())) {
        return kept;
      }
    }
    try {
      var made = SelfSigned.make(host, Instant.now(), LIFE);
      Files.createDirectories(folder);
      PemFiles.writePrivate(key, made.key());
      PemFiles.write(certificate, made.certificate());
      return made(List.of(made.certificate()), made.key());
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "No certificate can be made with this Java runtime: use the one that comes with the program.",
          e);
    }
  }

  private static ServerCertificate made(List<X509Certificate> chain, PrivateKey key)
      throws IOException {
    try {
      return new ServerCertificate(chain, key);
    } catch (SSLException e) {
      throw new IOException(
          "The certificate or its key cannot be used for TLS: use one of RSA or EC.", e);
    }
  }

  /// What a publisher's owner compares before accepting it.
  public Fingerprint fingerprint() {
    try {
      return Fingerprint.of(chain.getFirst());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read can be written", e);
    }
  }

  /// The server's own first.
  public List<X509Certificate> chain() {
    return chain;
  }

  /// For the listener's pipeline.
  public SslContext context() {
    return context;
  }
}
