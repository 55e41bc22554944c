// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/// Why is a server's certificate not believed, and how does a person recognise it?
record ShownCertificate(X509Certificate leaf) {
  private static final int MOST_NAMES = 3;

  /// Two sentences: what is wrong with it and what to do, and which one it is.
  String explain(String server, String host) {
    return wrong(server, host) + " " + identity();
  }

  private String wrong(String server, String host) {
    var now = Instant.now();
    if (leaf.getNotAfter().toInstant().isBefore(now)) {
      return "The certificate of %s expired on %s: tell whoever runs the server, or set this computer's clock if it is wrong."
          .formatted(server, day(leaf.getNotAfter().toInstant()));
    }
    if (leaf.getNotBefore().toInstant().isAfter(now)) {
      return "The certificate of %s is not valid before %s: set this computer's clock if it is wrong."
          .formatted(server, day(leaf.getNotBefore().toInstant()));
    }
    if (isSelfSigned()) {
      return "The certificate of %s is self-signed, so nobody vouches for the server: if it is yours, compare the fingerprint with the server's and accept it, or add the certificate to this computer's trusted authorities."
          .formatted(server);
    }
    var names = names();
    if (!isFor(names, host)) {
      return "The certificate of %s is for another host (%s): check the host in the address."
          .formatted(server, names.isEmpty() ? "no name at all" : String.join(", ", names));
    }
    return "The certificate of %s comes from an authority that this computer does not trust: check the address, or add the authority to this computer's trusted ones."
        .formatted(server);
  }

  private String identity() {
    try {
      return "It is %s, issued by %s, valid until %s, SHA-256 %s."
          .formatted(
              clean(leaf.getSubjectX500Principal().getName()),
              clean(leaf.getIssuerX500Principal().getName()),
              day(leaf.getNotAfter().toInstant()),
              Fingerprint.of(leaf));
    } catch (CertificateEncodingException e) {
      return "It cannot be read whole.";
    }
  }

  /// A stranger writes these names, so their line ends and their length are not taken over.
  private static String clean(String name) {
    var line = name.replaceAll("\\p{Cntrl}", "?");
    return line.isEmpty() ? "nobody" : line.length() <= 120 ? line : line.substring(0, 120) + "…";
  }

  private static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private boolean isSelfSigned() {
    if (!leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal())) {
      return false;
    }
    try {
      leaf.verify(leaf.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // signed by somebody of the same name
    }
  }

  private List<String> names() {
    try {
      var names = leaf.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .map(name -> clean(String.valueOf(name.get(1))))
              .limit(MOST_NAMES)
              .collect(Collectors.toList());
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /// Only to choose the words: the decision was the JDK's.
  private static boolean isFor(List<String> names, String host) {
    return names.stream()
        .anyMatch(name ->
            name.equalsIgnoreCase(host)
                || (name.startsWith("*.")
                    && host.indexOf('.') > 0
                    && host.substring(host.indexOf('.')).equalsIgnoreCase(name.substring(1))));
  }
}
