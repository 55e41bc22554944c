// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.tally.player.testing.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A playlist of segments of one second that grows when it is told to, from an origin that holds
/// answers back and leaves out what a player knows (RFC 8216bis 6.2.5).
final class BlockingOrigin implements AutoCloseable {
  private static final Pattern WANTED = Pattern.compile("_HLS_msn=(\\d+)");
  private static final int WINDOW = 20;
  private static final int SHOWN = 6; // of a delta update

  private final LoopbackServer server;
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private int segments; // guarded by this
  private boolean closed; // guarded by this
  private volatile boolean refusing;

  /// @param segments that are there from the start
  public BlockingOrigin(int segments) throws IOException {
    this.segments = segments;
    server = new LoopbackServer(this::answer);
  }

  public URI uri() {
    return server.uri("list.m3u8");
  }

  /// What was asked for, in order; empty for a plain reload.
  public List<String> queries() {
    return queries;
  }

  /// Answers what asks for something to come with 400 from now on.
  public void refuse() {
    refusing = true;
  }

  public synchronized void grow() {
    segments++;
    notifyAll();
  }

  /// The whole playlist as it is now.
  public synchronized String text() {
    return text(false);
  }

  private String text(boolean delta) {
    int first = Math.max(0, segments - WINDOW);
    int skipped = delta ? Math.max(0, segments - first - SHOWN) : 0;
    StringBuilder text =
        new StringBuilder("#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:1\n")
            .append("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=6.0\n")
            .append("#EXT-X-MEDIA-SEQUENCE:")
            .append(first)
            .append('\n');
    if (skipped > 0) {
      text.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped).append('\n');
    }
    for (int number = first + skipped; number < segments; number++) {
      text.append("#EXTINF:1.0,\ns").append(number).append('\n');
    }
    return text.toString();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery()).replace("null", "");
    queries.add(query);
    Matcher wanted = WANTED.matcher(query);
    try (exchange) {
      if (wanted.find()) {
        if (refusing) {
          exchange.sendResponseHeaders(400, -1);
          return;
        }
        await(Integer.parseInt(wanted.group(1)));
      }
      byte[] bytes;
      synchronized (this) {
        bytes = text(query.contains("_HLS_skip")).getBytes(UTF_8);
      }
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server closes
    }
  }

  private synchronized void await(int segment) throws InterruptedException {
    while (segments <= segment && !closed) {
      wait();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    server.close();
  }
}
