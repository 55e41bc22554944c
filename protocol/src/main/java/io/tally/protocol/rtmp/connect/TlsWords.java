// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.netty.handler.ssl.SslHandler;

/// Which TLS was agreed on, for a person?
final class TlsWords {
  private TlsWords() {}

  static String of(SslHandler handler) {
    var session = handler.engine().getSession();
    return "%s with %s.".formatted(session.getProtocol(), session.getCipherSuite());
  }
}
