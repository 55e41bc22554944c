// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.secrets;

import com.sun.net.httpserver.HttpExchange;
import io.tally.player.testing.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Serves a folder as a paid service does: a playlist for a token, with a cookie; everything else
/// for that cookie and a signature in its query.
final class TicketServer implements AutoCloseable {
  public static final String SECRET = "s3cr3t";
  public static final String TOKEN = "token=" + SECRET;
  public static final String SIGNATURE = "Signature=" + SECRET + "&Expires=9";
  private static final String COOKIE = "session=" + SECRET;

  private final Path folder;
  private final LoopbackServer server;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile boolean expired;

  public TicketServer(Path folder) throws IOException {
    this.folder = folder;
    server = new LoopbackServer(this::answer);
  }

  public URI uri(String pathAndQuery) {
    return server.uri(pathAndQuery);
  }

  /// Accepts no cookie any more.
  public void expire() {
    expired = true;
  }

  /// The paths that were asked for without the right.
  public List<String> refused() {
    return refused;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    boolean list = path.endsWith(".m3u8");
    try (exchange) {
      if (!mayHave(exchange, list)) {
        refused.add(path);
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      if (list) {
        exchange.getResponseHeaders().add("Set-Cookie", COOKIE + "; Path=/; HttpOnly");
      }
      byte[] bytes = Files.readAllBytes(folder.resolve(path));
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private boolean mayHave(HttpExchange exchange, boolean list) {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    String cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
    return list
        ? query.equals(TOKEN)
        : query.equals(SIGNATURE) && cookies.contains(COOKIE) && !expired;
  }

  @Override
  public void close() {
    server.close();
  }
}
