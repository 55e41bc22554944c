// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.steer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.net.Exchange;
import io.tally.player.playlist.text.DataAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What does the steering server say now?
///
/// Asks at once and again whenever what it said has lived its time, and lets the [Pathways] go by
/// it. What the playlist itself holds (`data:`) is read once, and where that leads is asked.
/// Without an answer, or with one of no use, the stream stays where it is. Life: `start` once,
/// `close` at any point and twice. Threads: its virtual one, `steering`.
public final class SteeringClient implements AutoCloseable {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(1 << 20, Duration.ofSeconds(10));
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;

  private final Pathways pathways;
  private final HttpLoader http;
  private final LongSupplier bandwidthBps;
  private final Consumer<String> notes;
  private final Thread thread = Thread.ofVirtual().name("steering").unstarted(this::run);

  // On the thread only.
  private URI address;
  private long ttlSeconds = SteeringManifest.USUAL_TTL_SECONDS;
  private String told = "";
  private @Nullable Exchange last;

  /// @param server where to ask first
  /// @param http stays the caller's
  /// @param bandwidthBps what the line carries; 0 while unknown
  /// @param notes told in a sentence when steering does not work
  public SteeringClient(
      URI server,
      Pathways pathways,
      HttpLoader http,
      LongSupplier bandwidthBps,
      Consumer<String> notes) {
    address = server;
    this.pathways = pathways;
    this.http = http.telling(exchange -> last = exchange);
    this.bandwidthBps = bandwidthBps;
    this.notes = notes;
  }

  /// Begins to ask.
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (ask()) {
        TimeUnit.SECONDS.sleep(waitSeconds());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  /// False when nobody is to be asked any more.
  private boolean ask() throws InterruptedException {
    boolean held = DataAddress.is(address.toString());
    try {
      HttpLoader.Loaded loaded =
          held
              ? new HttpLoader.Loaded(address, DataAddress.read(address), Optional.empty())
              : http.load(asked(), Optional.empty(), LIMITS);
      SteeringManifest manifest =
          SteeringManifest.read(loaded.uri(), new String(loaded.bytes(), UTF_8));
      ttlSeconds = manifest.ttlSeconds();
      address = manifest.reload().orElse(address);
      pathways.steer(manifest);
      told = "";
      return !DataAddress.is(address.toString());
    } catch (LoadException e) {
      if (status() == GONE) {
        note("The steering server is gone (410): the stream stays on its pathway");
        return false;
      }
      note("The steering server gives nothing: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      note(
          "The steering manifest %s cannot be used: %s"
              .formatted(
                  held ? "in the playlist" : "of " + LoadException.shown(address), e.getMessage()));
    }
    return !held;
  }

  private void note(String sentence) {
    if (!sentence.equals(told)) {
      told = sentence;
      notes.accept(sentence);
    }
  }

  private int status() {
    Exchange exchange = last;
    return exchange == null ? 0 : exchange.status();
  }

  private long waitSeconds() {
    Exchange exchange = last;
    if (exchange != null && exchange.status() == TOO_MANY) {
      String told = exchange.header("retry-after").orElse("");
      if (told.matches("\\d{1,5}")) {
        return Math.max(1, Long.parseLong(told));
      }
    }
    return ttlSeconds;
  }

  /// With what the server is to know (RFC 8216bis 7.3).
  private URI asked() {
    StringBuilder query = new StringBuilder("_HLS_pathway=");
    query.append(URLEncoder.encode(pathways.id(), UTF_8));
    long bps = bandwidthBps.getAsLong();
    if (bps > 0) {
      query.append("&_HLS_throughput=").append(bps);
    }
    String text = address.toString();
    int hash = text.indexOf('#');
    return URI.create(
        (hash < 0 ? text : text.substring(0, hash))
            + (address.getRawQuery() == null ? "?" : "&")
            + query);
  }

  /// Asks no more. Idempotent.
  @Override
  public void close() {
    thread.interrupt();
  }
}
