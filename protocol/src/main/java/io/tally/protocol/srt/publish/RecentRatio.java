// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import java.time.Duration;
import java.util.ArrayDeque;

/// How much has one count grown over the last seconds, for each step of another?
///
/// Threads: any; time comes with what is counted.
final class RecentRatio {
  private record Point(long atNs, long part, long whole) {}

  private static final long APART_NS = 50_000_000;

  private final long windowNs;
  private final ArrayDeque<Point> points = new ArrayDeque<>();

  RecentRatio(Duration window) {
    windowNs = window.toNanos();
  }

  /// Takes both counts as they are now.
  ///
  /// @param part since the beginning
  /// @param whole since the beginning; time, to get a rate
  /// @return never negative; 0 before there is anything to compare
  synchronized double now(long nowNs, long part, long whole) {
    while (points.size() > 1 && points.getFirst().atNs() < nowNs - windowNs) {
      points.removeFirst();
    }
    if (points.isEmpty() || nowNs - points.getLast().atNs() >= APART_NS) {
      points.addLast(new Point(nowNs, part, whole));
    }
    var first = points.getFirst();
    return whole == first.whole()
        ? 0
        : Math.max(0, (double) (part - first.part()) / (whole - first.whole()));
  }
}
