// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.session.store.StoredAnswer;
import io.tally.player.session.store.StoredSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where can a recorded stream be played and checked again?
///
/// On loopback, from the first question on with the timing of the recording: each playlist says
/// what it said at that moment, dates moved to now, and media come as slowly as they came. After
/// the end the last playlists stay. Life: begins at once, [#close]. Threads: virtual ones of its
/// own; all methods from any.
public final class ReplayServer implements AutoCloseable {
  private static final long MOST_HELD_MS = 60_000;
  private static final Pattern RANGE = Pattern.compile("bytes=(?<from>\\d{1,12})-(?<to>\\d{1,12})");

  /// When the replay began.
  private record Start(long ns, DateShift dates) {
    long nowMs() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ns);
    }
  }

  private final StoredSession session;
  private final LocalPaths paths;
  private final Map<String, Resource> resources = new HashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<Optional<Start>> start = new AtomicReference<>(Optional.empty());

  private ReplayServer(StoredSession session, HttpServer server) throws IOException {
    this.session = session;
    this.server = server;
    paths = new LocalPaths(session.answers());
    for (StoredAnswer answer : session.answers()) {
      Directives asked = asked(URI.create(answer.address()));
      resources.computeIfAbsent(asked.resource(), _ -> new Resource()).add(answer);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
  }

  /// Serves what a folder holds.
  ///
  /// @param port of loopback; 0 for a free one
  /// @throws IOException with a sentence when it holds no recording, or the port is taken
  public static ReplayServer start(Path folder, int port) throws IOException {
    StoredSession session = StoredSession.read(folder);
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    try {
      ReplayServer made = new ReplayServer(session, http);
      http.start();
      return made;
    } catch (IOException | RuntimeException e) {
      http.stop(0);
      throw e instanceof IOException told
          ? told
          : new IOException(folder + " is damaged: " + e.getMessage(), e);
    }
  }

  private Directives asked(URI address) {
    String local = paths.path(address);
    int question = local.indexOf('?');
    return question < 0
        ? Directives.of(local, "")
        : Directives.of(local.substring(0, question), local.substring(question + 1));
  }

  /// The address that was recorded, on this server.
  public URI uri() {
    String host = server.getAddress().getAddress().getHostAddress();
    return URI.create(
        "http://"
            + host
            + ":"
            + server.getAddress().getPort()
            + paths.path(URI.create(session.url())));
  }

  /// When it was recorded.
  public Instant recorded() {
    return session.started();
  }

  /// How long the recording is.
  public Duration length() {
    return Duration.ofMillis(session.answers().getLast().thereMs());
  }

  private Start begun() {
    Start now = new Start(System.nanoTime(), new DateShift(session.started(), Instant.now()));
    return start.updateAndGet(known -> known.isEmpty() ? Optional.of(now) : known).orElseThrow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Start begun = begun();
      URI uri = exchange.getRequestURI();
      String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      Directives asked = Directives.of(String.valueOf(uri.getRawPath()), query);
      Resource resource = resources.get(asked.resource());
      ReplayAnswer answer = new ReplayAnswer(exchange, begun.dates(), paths);
      if (resource == null) {
        answer.refuse(404, "This was not recorded.");
      } else if (resource.isPlaylist()) {
        playlist(resource, asked, begun, answer);
      } else {
        media(resource, range(exchange), begun, answer);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server closes
    }
  }

  private static void playlist(
      Resource resource, Directives asked, Start begun, ReplayAnswer answer)
      throws IOException, InterruptedException {
    if (asked.msn() < 0) {
      answer.send(resource.at(begun.nowMs()), Optional.empty(), true);
      return;
    }
    if (resource.isTooFar(asked.msn(), begun.nowMs())) {
      answer.refuse(400, "This is too far ahead.");
      return;
    }
    Optional<Long> dueMs = resource.hasAt(asked.msn(), asked.part());
    long waitMs = dueMs.orElse(Long.MAX_VALUE) - begun.nowMs();
    TimeUnit.MILLISECONDS.sleep(Math.clamp(waitMs, 0, MOST_HELD_MS));
    if (waitMs > MOST_HELD_MS) {
      answer.refuse(503, "The recording has ended.");
    } else {
      answer.send(resource.at(begun.nowMs()), Optional.empty(), false);
    }
  }

  private static void media(
      Resource resource, Optional<ByteRange> range, Start begun, ReplayAnswer answer)
      throws IOException, InterruptedException {
    StoredAnswer stored =
        range.isPresent() ? resource.at(begun.nowMs(), range.get()) : resource.at(begun.nowMs());
    answer.send(stored, range, true);
  }

  private static Optional<ByteRange> range(HttpExchange exchange) {
    Matcher range =
        RANGE.matcher(
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse(""));
    if (!range.matches()) {
      return Optional.empty();
    }
    long from = Long.parseLong(range.group("from"));
    long to = Long.parseLong(range.group("to"));
    return to < from ? Optional.empty() : Optional.of(new ByteRange(from, to - from + 1));
  }

  /// Ends all answers. Idempotent.
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
