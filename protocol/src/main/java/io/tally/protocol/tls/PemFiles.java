// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/// Which certificates and keys are in a PEM file (RFC 7468), and how is one kept?
final class PemFiles {
  private PemFiles() {}

  static List<X509Certificate> certificates(Path file) throws IOException {
    var all = new ArrayList<X509Certificate>();
    try (var parser = parser(file)) {
      for (var part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof X509CertificateHolder holder) {
          all.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (GeneralSecurityException | PEMException e) {
      throw new IOException(
          "A certificate in %s cannot be read: choose one in PEM form.".formatted(file), e);
    }
    if (all.isEmpty()) {
      throw new IOException(
          "There is no certificate in %s: choose a file in PEM form, which begins with -----BEGIN CERTIFICATE-----."
              .formatted(file));
    }
    return all;
  }

  static PrivateKey key(Path file) throws IOException {
    var converter = new JcaPEMKeyConverter();
    try (var parser = parser(file)) {
      for (var part = parser.readObject(); part != null; part = parser.readObject()) {
        switch (part) {
          case PrivateKeyInfo info -> {
            return converter.getPrivateKey(info);
          }
          case PEMKeyPair pair -> {
            return converter.getPrivateKey(pair.getPrivateKeyInfo());
          }
          default -> {}
        }
      }
    } catch (PEMException e) {
      throw new IOException(
          "The private key in %s cannot be read: choose one of RSA or EC in PEM form."
              .formatted(file),
          e);
    }
    throw new IOException(
        "There is no private key without a password in %s: choose a file in PEM form, which begins with -----BEGIN PRIVATE KEY-----."
            .formatted(file));
  }

  private static PEMParser parser(Path file) throws IOException {
    try {
      // Read whole first: the sentences of the parser must not hide that a file is missing.
      return new PEMParser(new StringReader(Files.readString(file)));
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file %s: choose another.".formatted(file), e);
    } catch (IOException e) {
      throw new IOException(
          "The file %s cannot be read (%s): choose a text file in PEM form that you may read."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    var proof = "proof".getBytes(US_ASCII);
    var name = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256with" + curve(key);
    try {
      var signer = Signature.getInstance(name);
      signer.initSign(key);
      signer.update(proof);
      var verifier = Signature.getInstance(name);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(proof);
      return verifier.verify(signer.sign());
    } catch (GeneralSecurityException e) {
      return false; // keys of different kinds
    }
  }

  private static String curve(PrivateKey key) {
    return key.getAlgorithm().startsWith("EC") ? "ECDSA" : key.getAlgorithm();
  }

  static void write(Path file, Object content) throws IOException {
    Files.writeString(file, text(content));
  }

  /// Nobody but the owner may read it, at no time.
  static void writePrivate(Path file, PrivateKey key) throws IOException {
    var fresh = OwnerOnly.newFile(file.resolveSibling(file.getFileName() + ".new"));
    // PKCS #8, which every program reads and which names the curve.
    Files.writeString(fresh, text(new PemObject("PRIVATE KEY", key.getEncoded())));
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String text(Object content) throws IOException {
    var text = new StringWriter();
    try (var out = new JcaPEMWriter(text)) {
      out.writeObject(content);
    }
    return text.toString();
  }
}
