// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.segment;

import io.tally.player.dash.mpd.Addressing;
import io.tally.player.dash.xml.Values;
import io.tally.player.probe.container.Ticks;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/// When in its Period is a tick of a Representation's clock?
///
/// @param perSecond ticks
/// @param offset the tick at which the Period begins (presentationTimeOffset)
public record SegmentClock(long perSecond, long offset) {
  private static final BigInteger SECOND_NS = BigInteger.valueOf(1_000_000_000L);
  private static final Duration LONGEST = Duration.ofDays(100 * 365);
  private static final BigInteger MOST = BigInteger.valueOf(1L << 61); // two of them still add up

  /// The one that is told.
  public static SegmentClock of(Addressing addressing, Values values) {
    OptionalLong told = number(addressing, "timescale", values);
    long perSecond =
        addressing.levels().isEmpty() ? 1 : values.timescale(addressing.levels().getFirst(), told);
    return new SegmentClock(
        perSecond, number(addressing, "presentationTimeOffset", values).orElse(0));
  }

  static OptionalLong number(Addressing addressing, String name, Values values) {
    return addressing
        .holding(name)
        .map(level -> values.number(level, name))
        .orElse(OptionalLong.empty());
  }

  /// From the beginning of the Period, ns.
  public long ns(long tick) {
    return Ticks.ns(tick - offset, perSecond);
  }

  /// How long so many ticks are, ns.
  public long lengthNs(long ticks) {
    return Ticks.ns(ticks, perSecond);
  }

  /// How long after one moment another is, ns; never more than can be reckoned with.
  public static long betweenNs(Instant one, Instant other) {
    Duration between = Duration.between(one, other);
    return between.abs().compareTo(LONGEST) > 0
        ? (between.isNegative() ? -LONGEST.toNanos() : LONGEST.toNanos())
        : between.toNanos();
  }

  /// How many ticks so long a time is, rounded down; never more than can be reckoned with.
  long ticks(long ns) {
    return BigInteger.valueOf(ns)
        .multiply(BigInteger.valueOf(perSecond))
        .divide(SECOND_NS)
        .min(MOST)
        .max(MOST.negate())
        .longValue();
  }
}
