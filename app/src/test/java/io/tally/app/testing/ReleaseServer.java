// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.tally.app.update.ReleaseFeed;
import io.tally.app.update.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What is answered to a program that asks for newer versions, and who asked?
public final class ReleaseServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> agents = new CopyOnWriteArrayList<>();

  /// @param body of every answer
  public ReleaseServer(int status, String body) throws IOException {
    this(status, body, /* rest= */ 0);
  }

  private ReleaseServer(int status, String body, int rest) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] bytes = body.getBytes(UTF_8);
    server.createContext(
        "/",
        exchange -> {
          agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          exchange.sendResponseHeaders(status, bytes.length + rest);
          exchange.getResponseBody().write(bytes);
          exchange.getResponseBody().flush();
          if (rest == 0) {
            exchange.close();
          }
        });
    server.start();
  }

  /// One that answers with a release.
  public static ReleaseServer of(String version) throws IOException {
    return new ReleaseServer(
        200, "{\"version\":\"%s\",\"page\":\"https://example.org/tally\"}".formatted(version));
  }

  /// One whose answer begins and never ends.
  public static ReleaseServer thatBegins(String body) throws IOException {
    return new ReleaseServer(200, body, /* rest= */ 1000);
  }

  /// Where it is.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/latest");
  }

  /// As a program of some version knows it.
  public ReleaseFeed feed(Version mine) {
    return new ReleaseFeed(address(), mine);
  }

  /// The programs that asked, a name for each request.
  public List<String> agents() {
    return agents;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
