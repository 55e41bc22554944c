// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import java.util.ArrayDeque;

/// How much was acknowledged over the last seconds?
///
/// Threads: any; time comes with what is counted.
final class DrainMeter {
  private record Point(long atNs, long bytes) {}

  private static final long WINDOW_NS = 2_000_000_000;
  private static final long APART_NS = 50_000_000;
  private static final double NS_PER_S = 1e9;

  private final ArrayDeque<Point> points = new ArrayDeque<>();

  /// @param bytes acknowledged since the beginning
  /// @return bit/s; 0 before there is anything to compare
  synchronized long bps(long nowNs, long bytes) {
    while (points.size() > 1 && points.getFirst().atNs() < nowNs - WINDOW_NS) {
      points.removeFirst();
    }
    if (points.isEmpty() || nowNs - points.getLast().atNs() >= APART_NS) {
      points.addLast(new Point(nowNs, bytes));
    }
    var first = points.getFirst();
    return nowNs == first.atNs()
        ? 0
        : Math.max(0, Math.round((bytes - first.bytes()) * 8 * NS_PER_S / (nowNs - first.atNs())));
  }
}
