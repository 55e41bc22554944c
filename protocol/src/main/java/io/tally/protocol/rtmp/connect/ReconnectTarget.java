// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.tally.protocol.endpoint.Endpoint;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where does a server want us to connect anew (Enhanced RTMP v2, "Reconnect Request")?
final class ReconnectTarget {
  private static final Logger LOG = LoggerFactory.getLogger(ReconnectTarget.class);

  private ReconnectTarget() {}

  /// @param target absolute, relative to where we are, or "" for the same place
  static Optional<URI> of(Endpoint endpoint, String target) {
    if (target.isBlank()) {
      return Optional.empty();
    }
    try {
      var moved = endpoint.movedTo(target);
      if (moved.isSecure() || !endpoint.isSecure()) {
        return Optional.of(moved.url());
      }
      LOG.warn("{} asks to reconnect without TLS, which is not done", endpoint.host());
    } catch (IllegalArgumentException e) {
      LOG.warn("{} asks to reconnect at a place that cannot be read", endpoint.host());
    }
    return Optional.empty();
  }
}
