// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

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

    /// Sends to another path.
    record Redirect(String to) implements Fault {}

    /// Gives other bytes.
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Instead(byte[] bytes) implements Fault {}
  }

  private static final int PIECE = 2_000;

  private record Plan(Fault fault, int times) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Plan> plans = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Path folder;
  private volatile long bytesPerSecond = Long.MAX_VALUE;

  public FaultServer(Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
  }

  /// Serves another folder from now on.
  public void serve(Path other) {
    folder = other;
  }

  /// Sends what it sends no faster than so from now on, each answer for itself.
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
    long begunNs = System.nanoTime();
    for (int at = 0; at < bytes.length; at += PIECE) {
      long dueNs = begunNs + at * 1_000_000_000L / perSecond;
      if (closing.await(dueNs - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return;
      }
      exchange.getResponseBody().write(bytes, at, Math.min(PIECE, bytes.length - at));
      exchange.getResponseBody().flush();
    }
  }

  private void sendHalf(HttpExchange exchange, String path) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(path));
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
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
    server.stop(0);
    threads.shutdownNow();
  }
}
