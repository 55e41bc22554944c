// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts;

/// How are times written in a transport stream (ISO/IEC 13818-1 section 2.4.3.7)?
///
/// They count ticks of 90 kHz in 33 bits, which is 26.5 hours, and then begin again at 0.
public final class TsTime {
  /// Ticks in a second.
  public static final int HZ = 90_000;

  /// From 0 to 0 again.
  public static final long WRAP = 1L << 33;

  private static final long NS_PER_S = 1_000_000_000;

  private TsTime() {}

  /// Rounded to the nearest, ticks.
  public static long ticks(long ns) {
    var seconds = Math.floorDiv(ns, NS_PER_S);
    return seconds * HZ + (Math.floorMod(ns, NS_PER_S) * HZ + NS_PER_S / 2) / NS_PER_S;
  }

  /// Ns.
  public static long ns(long ticks) {
    var seconds = Math.floorDiv(ticks, HZ);
    return seconds * NS_PER_S + Math.floorMod(ticks, HZ) * NS_PER_S / HZ;
  }

  /// What stands on the wire.
  public static long wrapped(long ticks) {
    return ticks & WRAP - 1;
  }

  /// From one written time to another by the shorter way, ticks.
  public static long difference(long from, long to) {
    var ahead = wrapped(to - from);
    return ahead >= WRAP / 2 ? ahead - WRAP : ahead;
  }
}
