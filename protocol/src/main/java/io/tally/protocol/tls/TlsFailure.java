// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is wrong with a server's TLS, in words?
final class TlsFailure {
  private TlsFailure() {}

  /// @param refused the certificate that was not believed, if that was the reason
  static String explain(
      Throwable failure, @Nullable ShownCertificate refused, String host, int port) {
    var server = host + " port " + port;
    if (refused != null) {
      return refused.explain(server, host);
    }
    var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList();
    if (causes.stream().anyMatch(NotSslRecordException.class::isInstance)) {
      return "The server %s answers without TLS: use rtmp:// instead of rtmps://, or the port that the service names for rtmps."
          .formatted(server);
    }
    if (causes.stream().anyMatch(ClosedChannelException.class::isInstance)) {
      return "The server %s closed the connection when TLS began, as servers without TLS do: use the port that the service names for rtmps, or rtmp://."
          .formatted(server);
    }
    if (causes.stream().anyMatch(TlsFailure::isAboutVersion)) {
      return "The server %s does not speak TLS 1.2 or 1.3, and older versions are not safe: ask whoever runs it to allow one of these."
          .formatted(server);
    }
    return "TLS with the server %s failed (%s): check the address, and whether something on the way, such as a proxy or virus scanner, opens TLS."
        .formatted(server, message(causes));
  }

  /// The JDK has no type for it: alert 70 (RFC 8446 section 6.2), or a version that it refuses.
  private static boolean isAboutVersion(Throwable cause) {
    var words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("protocol_version") || words.contains("protocol version");
  }

  private static String message(List<Throwable> causes) {
    var last = causes.getLast();
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }
}
