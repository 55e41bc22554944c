// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/// Which certificate is meant, by the SHA-256 of its DER bytes?
///
/// @param hex 64 digits in lower case, as a value that can be stored; [#toString] is for people
public record Fingerprint(String hex) {
  private static final int DIGITS = 64;

  public Fingerprint {
    if (hex.length() != DIGITS || !hex.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
      throw new IllegalArgumentException(
          "A certificate's SHA-256 fingerprint has 64 hexadecimal digits, and this has %d characters: copy it whole, such as AB:CD:…"
              .formatted(hex.length()));
    }
    hex = hex.toLowerCase(Locale.ROOT);
  }

  /// Reads what browsers, OpenSSL and people write: colons, spaces or nothing between the bytes,
  /// any case, `sha256:`, `SHA-256=` or nothing before them.
  ///
  /// @throws IllegalArgumentException when it is none, with a sentence
  public static Fingerprint parse(String text) {
    var digits = text.strip().replaceFirst("(?i)^sha-?256(?: fingerprint)? *[:=/]? *", "");
    return new Fingerprint(digits.replaceAll("[:\\s-]", ""));
  }

  /// Of a certificate.
  public static Fingerprint of(X509Certificate certificate) throws CertificateEncodingException {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().formatHex(digest));
    } catch (CertificateEncodingException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /// `AB:CD:…`, as certificate viewers show it.
  @Override
  public String toString() {
    return hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
  }
}
