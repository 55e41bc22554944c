// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.trial;

import io.tally.protocol.PublisherStatistics;
import java.util.ArrayDeque;
import java.util.Deque;

/// How much must be coded so that a line is never idle, and what did it carry meanwhile?
///
/// A line tells what it carries only while something waits for it. A rate that follows the line, as
/// the governor's does, leaves it idle between its looks, and then what arrives is what was sent
/// and not what could have been. So about a second is kept waiting here, and the time in which
/// nothing waited does not count. What arrives is acknowledged in clumps, so rates are taken over
/// seconds. Pure but for what it remembers; time comes with the samples, from one thread.
final class FullLine {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final double BITS_AND_SECONDS = 8e9; // bytes per ns into bit/s
  private static final long WINDOW_NS = 2 * SECOND_NS;
  private static final long LEAST_WINDOW_NS = SECOND_NS / 2;
  private static final long BUSY_NS = 60_000_000L; // one picture that waits is only on its way
  private static final double WAITING_S = 1.2; // shall wait
  private static final double LEAST_FACTOR = 0.3;
  private static final double MOST_FACTOR = 1.6;
  private static final double BUSY_SHARE = 0.5;
  private static final double ALL = 0.95; // of what was asked counts as all of it

  private record Point(long atNs, long carriedBytes) {}

  private final int floorBps;
  private final int mostBps;
  private final Deque<Point> points = new ArrayDeque<>();
  private boolean busy;
  private boolean begun; // the line was busy once
  private long busySinceNs; // means something once begun
  private long passedNs; // since then
  private long busyNs;
  private long busyBytes;

  /// @param floorBps the least that pictures can be coded with, bit/s
  /// @param mostBps what is tried, bit/s
  FullLine(int floorBps, int mostBps) {
    this.floorBps = floorBps;
    this.mostBps = mostBps;
  }

  /// Takes a look at the line, several times a second.
  ///
  /// @return what to code with from now on, bit/s
  int next(long nowNs, PublisherStatistics statistics) {
    Point now = new Point(nowNs, statistics.sentBytes() - statistics.line().unacknowledgedBytes());
    count(now, statistics.queuedNs() >= BUSY_NS);
    points.addLast(now);
    while (points.getFirst().atNs() < nowNs - WINDOW_NS) {
      points.removeFirst();
    }
    long spanNs = nowNs - points.getFirst().atNs();
    if (!begun || spanNs < LEAST_WINDOW_NS) {
      return mostBps;
    }
    double carriedBps =
        Math.max(0, now.carriedBytes() - points.getFirst().carriedBytes())
            * BITS_AND_SECONDS
            / spanNs;
    double waitingS = carriedBps > 0 ? statistics.queuedBytes() * 8 / carriedBps : WAITING_S;
    double factor = Math.clamp(1 + WAITING_S - waitingS, LEAST_FACTOR, MOST_FACTOR);
    return (int) Math.clamp(carriedBps * factor, floorBps, mostBps);
  }

  private void count(Point now, boolean busyNow) {
    if (begun && !points.isEmpty()) {
      Point before = points.getLast();
      passedNs = now.atNs() - busySinceNs;
      if (busy && busyNow) {
        busyNs += now.atNs() - before.atNs();
        busyBytes += now.carriedBytes() - before.carriedBytes();
      }
    } else if (busyNow) {
      begun = true;
      busySinceNs = now.atNs();
    }
    busy = busyNow;
  }

  /// Whether it was the line, and not what was asked for, that set the rate.
  boolean limited() {
    return busyNs > BUSY_SHARE * passedNs && busyNs > 0 && busyBps() < ALL * mostBps;
  }

  /// What it carried while it was busy, or, where it was not the limit, what was asked for, bit/s.
  int bps() {
    return limited() ? (int) busyBps() : mostBps;
  }

  private double busyBps() {
    return Math.max(0, busyBytes) * BITS_AND_SECONDS / busyNs;
  }
}
