// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.dash.mpd.ClockSource;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.playlist.text.Addresses;
import io.tally.player.playlist.text.Dates;
import io.tally.player.playlist.text.Flaws;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What time is it by the clock that a live MPD announces its segments by (UTCTiming, ISO/IEC
/// 23009-1 5.8.4.11)?
///
/// The first source that gives an answer holds; one with an address is asked once. Without any, the
/// Date of the MPD's own answer corrects this machine's clock where they are more than a second
/// apart. Threads: any.
final class ServerClock {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(64 << 10, Duration.ofSeconds(5));
  private static final long HALF_SECOND_NS = 500_000_000L; // what a Date is too early by, mostly
  private static final int MOST_ASKED = 16;
  private static final Duration SAME = Duration.ofSeconds(1);

  private final HttpLoader http;
  private final Map<ClockSource, Optional<Duration>> asked = new HashMap<>(); // guarded by this

  ServerClock(HttpLoader http) {
    this.http = http;
  }

  /// The time now; waits for the network.
  ///
  /// @param sent the Date of the MPD's answer, that came just now
  /// @param base the MPD's address
  Instant now(Optional<Instant> sent, List<ClockSource> sources, URI base)
      throws InterruptedException {
    Instant arrived = Instant.now();
    for (ClockSource source : sources) {
      Optional<Duration> ahead = ahead(source, base, arrived);
      if (ahead.isPresent()) {
        return Instant.now().plus(ahead.get());
      }
    }
    Duration ahead =
        sent.map(date -> Duration.between(arrived, date.plusNanos(HALF_SECOND_NS)))
            .filter(difference -> difference.abs().compareTo(SAME) > 0)
            .orElse(Duration.ZERO);
    return arrived.plus(ahead);
  }

  /// How far a clock is ahead of this machine's; empty when it cannot be read.
  private Optional<Duration> ahead(ClockSource source, URI base, Instant arrived)
      throws InterruptedException {
    if (source.way() == ClockSource.Way.DIRECT) {
      // Told anew in each MPD.
      return Dates.parse(source.value()).map(time -> Duration.between(arrived, time));
    }
    synchronized (this) {
      Optional<Duration> known = asked.get(source);
      if (known != null) {
        return known;
      }
    }
    Optional<Duration> found = ask(source, base);
    synchronized (this) {
      if (asked.size() >= MOST_ASKED) {
        asked.clear(); // one that is told otherwise in each MPD
      }
      asked.put(source, found);
    }
    return found;
  }

  private Optional<Duration> ask(ClockSource source, URI base) throws InterruptedException {
    // One value may name several servers; the first is as good as the others.
    String first = source.value().strip().split("\\s+", -1)[0];
    Optional<URI> address =
        first.isEmpty() || source.way() == ClockSource.Way.OTHER
            ? Optional.empty()
            : new Addresses(base, new Flaws()).resolve(0, first);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    Instant begun = Instant.now();
    try {
      HttpLoader.Loaded loaded = http.load(address.get(), Optional.empty(), LIMITS);
      Instant middle = begun.plus(Duration.between(begun, Instant.now()).dividedBy(2));
      Optional<Instant> time =
          source.way() == ClockSource.Way.HEAD
              ? loaded.sent().map(date -> date.plusNanos(HALF_SECOND_NS))
              : Dates.parse(new String(loaded.bytes(), UTF_8));
      return time.map(told -> Duration.between(middle, told));
    } catch (LoadException _) {
      return Optional.empty(); // the next source, or the Date of the MPD
    }
  }
}
