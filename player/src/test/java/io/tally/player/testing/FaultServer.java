// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// Serves a folder over HTTP on loopback, and does wrong what it is told to.
public final class FaultServer implements AutoCloseable {
  /// What it does instead of answering well.
  public sealed interface Fault {
    /// Answers with a status.
    record Status(int code) implements Fault {}

    /// Promises all bytes and gives half.
    record Truncated() implements Fault {}

    /// Promises all bytes, gives half, and then nothing for as long as the server runs.
    record Hanging() implements Fault {}

    /// Answers well over a line to which something happens now.
    record Broken(Runnable what) implements Fault {}

    /// Answers well and says that it is of this type.
    record Typed(String contentType) implements Fault {}

    /// Answers well and packs it.
    record Gzip() implements Fault {}

    /// Answers well and does not say how long it is.
    record Chunked() implements Fault {}

    /// Answers well, but only after some time.
    record Late(Duration by) implements Fault {}

    /// Sends to another path.
    record Redirect(String to) implements Fault {}

    /// Gives other bytes.
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Instead(byte[] bytes) implements Fault {}
  }

  private static final int PIECE = 2_000;

  private record Plan(Fault fault, int times) {}

  private final LoopbackServer server;
  private final Map<String, Plan> plans = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Path folder;
  private volatile long bytesPerSecond = Long.MAX_VALUE;
  private long lineFreeNs = System.nanoTime(); // guarded by this

  public FaultServer(Path folder) throws IOException {
    this.folder = folder;
    server = new LoopbackServer(this::answer);
  }

  public URI uri(String path) {
    return server.uri(path);
  }

  public int port() {
    return server.port();
  }

  /// Serves another folder from now on.
  public void serve(Path other) {
    folder = other;
  }

  /// Sends all that it sends no faster than so from now on, as over one line.
  public void limit(long ofBytesPerSecond) {
    bytesPerSecond = ofBytesPerSecond;
  }

  /// Does wrong the next so many times that a path is asked for.
  public void fault(String path, Fault fault, int times) {
    plans.put(path, new Plan(fault, times));
  }

  /// The paths asked for, in order.
  public List<String> requests() {
    return requests;
  }

  /// The queries that came with them, of those that had any.
  public List<String> queries() {
    return queries;
  }

  /// Waits until a path is asked for.
  public void awaitRequest(String path) {
    await().atMost(Duration.ofSeconds(30)).until(() -> requests.contains(path));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    requests.add(path);
    String query = exchange.getRequestURI().getQuery();
    if (query != null) {
      queries.add(query);
    }
    Plan plan =
        plans.computeIfPresent(
            path, (_, p) -> p.times() > 0 ? new Plan(p.fault(), p.times() - 1) : null);
    try (exchange) {
      switch (plan == null ? null : plan.fault()) {
        case null -> answerWell(exchange, path);
        case Fault.Status status -> send(exchange, status.code(), new byte[0]);
        case Fault.Instead instead -> send(exchange, 200, instead.bytes());
        case Fault.Truncated _ -> sendHalf(exchange, path);
        case Fault.Hanging _ -> {
          sendHalf(exchange, path);
          closing.await();
        }
        case Fault.Broken broken -> {
          broken.what().run();
          answerWell(exchange, path);
        }
        case Fault.Typed typed -> {
          exchange.getResponseHeaders().add("Content-Type", typed.contentType());
          answerWell(exchange, path);
        }
        case Fault.Gzip _ -> sendPacked(exchange, path);
        case Fault.Chunked _ -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(Files.readAllBytes(folder.resolve(path)));
        }
        case Fault.Late late -> {
          if (!closing.await(late.by().toNanos(), TimeUnit.NANOSECONDS)) {
            answerWell(exchange, path);
          }
        }
        case Fault.Redirect redirect -> {
          exchange.getResponseHeaders().add("Location", uri(redirect.to()).toString());
          send(exchange, 302, new byte[0]);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server closes
    }
  }

  private void answerWell(HttpExchange exchange, String path)
      throws IOException, InterruptedException {
    Path file = folder.resolve(path);
    if (Files.exists(file)) {
      sendSlowly(exchange, Files.readAllBytes(file));
    } else {
      send(exchange, 404, new byte[0]);
    }
  }

  private void sendSlowly(HttpExchange exchange, byte[] bytes)
      throws IOException, InterruptedException {
    long perSecond = bytesPerSecond;
    if (perSecond == Long.MAX_VALUE) {
      send(exchange, 200, bytes);
      return;
    }
    exchange.sendResponseHeaders(200, bytes.length);
    for (int at = 0; at < bytes.length; at += PIECE) {
      int piece = Math.min(PIECE, bytes.length - at);
      if (closing.await(passedNs(piece, perSecond) - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return;
      }
      exchange.getResponseBody().write(bytes, at, piece);
      exchange.getResponseBody().flush();
    }
  }

  /// When a piece has passed the line, which others may use at the same time.
  private synchronized long passedNs(int bytes, long perSecond) {
    lineFreeNs = Math.max(lineFreeNs, System.nanoTime()) + bytes * 1_000_000_000L / perSecond;
    return lineFreeNs;
  }

  private void sendHalf(HttpExchange exchange, String path) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(path));
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
  }

  private void sendPacked(HttpExchange exchange, String path) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(Files.readAllBytes(folder.resolve(path)));
    }
    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    send(exchange, 200, packed.toByteArray());
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.close();
  }
}
