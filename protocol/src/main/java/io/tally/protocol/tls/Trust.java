// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose certificates do we believe?
///
/// The system's list is read when the first connection asks for it, for reading takes a tenth of a
/// second that plain RTMP need not wait for. Any thread.
public final class Trust {
  private static final Logger LOG = LoggerFactory.getLogger(Trust.class);

  // Where Debian, Fedora and their families, SUSE and Alpine keep the administrator's list.
  private static final List<Path> LINUX_BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"));

  private final Supplier<X509ExtendedTrustManager> source;
  private @Nullable X509ExtendedTrustManager judge; // guarded by this

  private Trust(Supplier<X509ExtendedTrustManager> source) {
    this.source = source;
  }

  /// Whom the operating system believes, so that an administrator's own authority counts; whom the
  /// JDK believes where the system's list cannot be read.
  public static Trust system() {
    return new Trust(() -> {
      try {
        return judge(systemStore());
      } catch (GeneralSecurityException | IOException e) {
        LOG.info("The system's list of authorities cannot be read; the JDK's is used", e);
        return jdk();
      }
    });
  }

  /// These authorities and nobody else.
  public static Trust only(Collection<? extends Certificate> authorities) {
    try {
      X509ExtendedTrustManager only = judge(store(authorities));
      return new Trust(() -> only);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("These certificates cannot be trust anchors", e);
    }
  }

  /// The same, and besides exactly these certificates, whoever vouches for them and whatever host
  /// they name: what a person has looked at and accepted for a private server.
  public Trust pinning(Fingerprint... accepted) {
    var pins = Set.of(accepted);
    return new Trust(() -> new PinnedTrust(pins, this::judge));
  }

  synchronized X509ExtendedTrustManager judge() {
    X509ExtendedTrustManager known = judge;
    if (known == null) {
      known = source.get();
      judge = known;
    }
    return known;
  }

  private static X509ExtendedTrustManager jdk() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return first(factory);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no list of authorities", e);
    }
  }

  private static KeyStore systemStore() throws GeneralSecurityException, IOException {
    var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return loaded("Windows-ROOT");
    }
    if (system.startsWith("mac")) {
      return loaded("KeychainStore-ROOT");
    }
    for (var bundle : LINUX_BUNDLES) {
      if (Files.isReadable(bundle)) {
        try (InputStream in = Files.newInputStream(bundle)) {
          return store(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
      }
    }
    throw new IOException("No list of authorities in any of " + LINUX_BUNDLES);
  }

  private static KeyStore loaded(String type) throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(type);
    store.load(null, null);
    return store;
  }

  private static KeyStore store(Collection<? extends Certificate> authorities)
      throws GeneralSecurityException, IOException {
    var store = loaded(KeyStore.getDefaultType());
    var number = 0;
    for (var authority : authorities) {
      store.setCertificateEntry("authority-" + number++, authority);
    }
    return store;
  }

  private static X509ExtendedTrustManager judge(KeyStore store) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return first(factory);
  }

  private static X509ExtendedTrustManager first(TrustManagerFactory factory)
      throws GeneralSecurityException {
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager judge) {
        return judge;
      }
    }
    throw new GeneralSecurityException("No X.509 trust manager in this Java runtime");
  }
}
