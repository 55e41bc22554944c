// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is wrong with a server's TLS, in words?
final class TlsFailure {
  private static final int MOST_NAMES = 3;

  private TlsFailure() {}

  static String explain(Throwable failure, @Nullable X509Certificate leaf, String host, int port) {
    var server = host + " port " + port;
    var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList();
    if (leaf != null && causes.stream().anyMatch(GeneralSecurityException.class::isInstance)) {
      return certificate(leaf, server, host);
    }
    if (causes.stream().anyMatch(NotSslRecordException.class::isInstance)) {
      return "The server %s answers without TLS: use rtmp:// instead of rtmps://, or the port that the service names for rtmps."
          .formatted(server);
    }
    if (causes.stream().anyMatch(ClosedChannelException.class::isInstance)) {
      return "The server %s closed the connection when TLS began, as servers without TLS do: use the port that the service names for rtmps, or rtmp://."
          .formatted(server);
    }
    return "TLS with the server %s failed (%s): check the address, and whether something on the way, such as a proxy or virus scanner, opens TLS."
        .formatted(server, message(causes));
  }

  private static String certificate(X509Certificate leaf, String server, String host) {
    var now = Instant.now();
    var until = leaf.getNotAfter().toInstant();
    var from = leaf.getNotBefore().toInstant();
    if (until.isBefore(now)) {
      return "The certificate of %s expired on %s: tell whoever runs the server, or set this computer's clock if it is wrong."
          .formatted(server, until.atZone(ZoneOffset.UTC).toLocalDate());
    }
    if (from.isAfter(now)) {
      return "The certificate of %s is not valid before %s: set this computer's clock if it is wrong."
          .formatted(server, from.atZone(ZoneOffset.UTC).toLocalDate());
    }
    if (isSelfSigned(leaf)) {
      return "The certificate of %s is self-signed, so nobody vouches for the server: if it is yours, add its certificate to this computer's trusted authorities."
          .formatted(server);
    }
    var names = names(leaf);
    if (!isFor(names, host)) {
      return "The certificate of %s is for another host (%s): check the host in the address."
          .formatted(server, names.isEmpty() ? "no name at all" : String.join(", ", names));
    }
    return "The certificate of %s comes from an authority that this computer does not trust (%s): check the address, or add the authority to this computer's trusted ones."
        .formatted(server, leaf.getIssuerX500Principal().getName());
  }

  private static boolean isSelfSigned(X509Certificate leaf) {
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

  private static List<String> names(X509Certificate leaf) {
    try {
      var names = leaf.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .map(name -> String.valueOf(name.get(1)))
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

  private static String message(List<Throwable> causes) {
    var last = causes.getLast();
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }
}
