// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Which certificates can a test server show, and whose are they?
public final class TestAuthority {
  private static final X500Name NAME = new X500Name("CN=Tally test authority");
  private static final char[] PASSWORD = "tests".toCharArray();

  private final KeyPair keys = newKeys();
  private final X509Certificate certificate;

  public TestAuthority() throws Exception {
    certificate = sign(NAME, keys, "authority.test", Duration.ofDays(-1), Duration.ofDays(1), true);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /// A server that this authority vouches for, valid around now.
  public SSLContext server(String host) throws Exception {
    return server(host, Duration.ofDays(-1), Duration.ofDays(1));
  }

  /// A server that this authority vouches for, for some time.
  ///
  /// @param from from now, negative for the past
  public SSLContext server(String host, Duration from, Duration until) throws Exception {
    var own = newKeys();
    return context(own, sign(new X500Name("CN=" + host), own, host, from, until, false));
  }

  /// A server that vouches for itself.
  public static SSLContext selfSigned(String host) throws Exception {
    var self = newKeys();
    var name = new X500Name("CN=" + host);
    var builder = builder(name, name, self, host, Duration.ofDays(-1), Duration.ofDays(1));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(self.getPrivate());
    return context(self, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
  }

  private X509Certificate sign(
      X500Name subject, KeyPair own, String host, Duration from, Duration until, boolean authority)
      throws Exception {
    var builder = builder(NAME, subject, own, host, from, until);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair own, String host, Duration from, Duration until)
      throws Exception {
    var now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(now.toEpochMilli()),
            Date.from(now.plus(from)),
            Date.from(now.plus(until)),
            subject,
            own.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
    return builder;
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static SSLContext context(KeyPair own, X509Certificate certificate) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setKeyEntry("server", own.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
    var factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
