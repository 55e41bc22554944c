// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// On which port of this computer does somebody answer, each request on a thread of its own?
///
/// An answer may wait for as long as it likes: [#close] interrupts it.
public final class LoopbackServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Begins.
  ///
  /// @param answers to every path; called on many threads at once
  public LoopbackServer(HttpHandler answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", answers);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// @param path without the slash before it, and a query
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + "/" + path);
  }

  /// Idempotent.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
