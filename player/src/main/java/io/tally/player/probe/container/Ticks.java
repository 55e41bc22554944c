// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.container;

/// When is a tick of a container's clock?
public final class Ticks {
  /// After so long the 33-bit clock of MPEG begins again: 26.5 hours.
  public static final long WRAP_NS = mpegNs(1L << 33);

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MPEG_HZ = 90_000;

  private Ticks() {}

  /// Of the 90 kHz clock of MPEG.
  public static long mpegNs(long ticks) {
    return ns(ticks, MPEG_HZ);
  }

  /// Rounded down, without overflow for any tick that lies within 292 years.
  public static long ns(long ticks, long perSecond) {
    long seconds = Math.floorDiv(ticks, perSecond);
    if (Math.abs(seconds) > Long.MAX_VALUE / SECOND_NS / 4) {
      return 0; // no time that a stream can have
    }
    return seconds * SECOND_NS + Math.floorMod(ticks, perSecond) * SECOND_NS / perSecond;
  }
}
