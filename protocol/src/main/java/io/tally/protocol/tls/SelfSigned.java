// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Which certificate does a server make for itself?
///
/// EC on P-256, for the names and addresses of this computer and the one that it is told.
record SelfSigned(X509Certificate certificate, PrivateKey key) {
  private static final List<String> HERE = List.of("localhost", "127.0.0.1", "::1");
  private static final int SERIAL_BITS = 120;
  // The clock of a publisher may be behind ours.
  private static final Duration EARLIER = Duration.ofDays(1);

  static SelfSigned make(String host, Instant now, Duration life) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var keys = generator.generateKeyPair();
    var name = new X500NameBuilder().addRDN(BCStyle.CN, "Tally ingest").build();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
              Date.from(now.minus(EARLIER)),
              Date.from(now.plus(life)),
              name,
              keys.getPublic());
      builder.addExtension(Extension.subjectAlternativeName, false, names(host));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return new SelfSigned(
          new JcaX509CertificateConverter().getCertificate(builder.build(signer)),
          keys.getPrivate());
    } catch (CertIOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static GeneralNames names(String host) {
    var all = new LinkedHashSet<>(HERE);
    all.add(host);
    var names = new ArrayList<GeneralName>();
    for (var each : all) {
      var address = NetUtil.isValidIpV4Address(each) || NetUtil.isValidIpV6Address(each);
      names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, each));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }
}
