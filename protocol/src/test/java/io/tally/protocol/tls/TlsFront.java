// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tls;

import io.tally.protocol.peers.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// How does a server without TLS get it? Unwraps TLS and passes the bytes on, both ways, as a proxy
/// in front of nginx does.
public final class TlsFront implements AutoCloseable {
  private final SSLServerSocket listening;
  private final int backend;
  private final Relay relay;

  /// @param protocols such as `TLSv1.2`
  public TlsFront(SSLContext context, int backend, String... protocols) throws IOException {
    this(context, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backend, protocols);
  }

  /// @param at where it listens
  /// @param protocols such as `TLSv1.2`
  public TlsFront(SSLContext context, InetSocketAddress at, int backend, String... protocols)
      throws IOException {
    this.backend = backend;
    this.listening =
        (SSLServerSocket)
            context.getServerSocketFactory().createServerSocket(at.getPort(), 8, at.getAddress());
    if (protocols.length > 0) {
      listening.setEnabledProtocols(protocols);
    }
    relay = new Relay(listening);
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), backend);
        relay.start(client, server);
      } catch (IOException e) {
        // Closed by the test, or a client gone again: the next one decides.
      }
    }
  }

  @Override
  public void close() {
    relay.close();
  }
}
