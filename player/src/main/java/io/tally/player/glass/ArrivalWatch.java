// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import io.tally.encoder.packet.stamp.FrameStamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How late and how whole does what is loaded arrive?
///
/// Told of the segments of one playlist, in order. Threads: any.
public final class ArrivalWatch {
  private static final int RECENT = 5;

  private final GlassMeter meter = new GlassMeter(); // guarded by this, as all below
  private final Deque<Long> byDateNs = new ArrayDeque<>(); // of the newest segments
  private long pictures;
  private long lastNs;

  /// Takes the next segment of a live stream.
  ///
  /// @param media in the clear
  /// @param escaped its pictures are of NAL units
  /// @param date the sender's clock at its beginning, when it is told
  /// @param loaded when its last byte was there
  public synchronized void loaded(
      byte[] media, boolean escaped, Optional<Instant> date, Instant loaded) {
    lastNs = ChronoUnit.NANOS.between(Instant.EPOCH, loaded);
    List<FrameStamp> stamps = SegmentStamps.read(media, escaped);
    long first = pictures;
    for (FrameStamp stamp : stamps) {
      meter.arrived(pictures++, stamp, lastNs);
    }
    for (long picture = first; picture < pictures; picture++) {
      meter.shown(picture, lastNs); // as soon as it could be
    }
    if (date.isPresent()) {
      byDateNs.addLast(Duration.between(date.get(), loaded).toNanos());
      if (byDateNs.size() > RECENT) {
        byDateNs.removeFirst();
      }
    }
  }

  /// Says that segments were left out: what was in them is not lost.
  public synchronized void leftOut() {
    meter.restart();
  }

  /// What is known by now.
  public synchronized Arrival arrival() {
    GlassFacts stamped =
        new GlassFacts(
            meter.last().map(stamp -> new GlassFacts.Source(stamp.session(), false)),
            meter.delay(lastNs),
            meter.shown(),
            meter.lost(),
            meter.leftOut(),
            Optional.empty());
    long[] sorted = byDateNs.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Arrival(
        stamped,
        sorted.length == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[sorted.length / 2]));
  }
}
