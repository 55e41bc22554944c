// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.govern;

import io.tally.protocol.SrtFigures;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.ToLongFunction;

/// How far is a line behind, and how much does it drain, over the last seconds?
///
/// One thread at a time; time comes with the samples.
final class LagMeter {
  private record Point(long atNs, long offeredBytes, long drainedBytes, long lagNs) {}

  private record Floor(long atNs, long value) {}

  private static final long KEPT_NS = 2_500_000_000L;
  private static final long BASE_NS = 20_000_000_000L;
  private static final double NS_PER_S = 1e9;
  private static final double REPEATING_SHARE = 0.4;

  private boolean inOrder;
  private final ArrayDeque<Point> points = new ArrayDeque<>();
  // What is always on the way, and the round trip of the empty line: minima of the last while.
  private final ArrayDeque<Floor> onTheWay = new ArrayDeque<>();
  private final ArrayDeque<Floor> roundTrips = new ArrayDeque<>();

  /// Forgets all, since there is another line.
  void clear() {
    points.clear();
    onTheWay.clear();
    roundTrips.clear();
  }

  void add(LineSample sample) {
    var now = sample.nowNs();
    var extraBytes = sample.onTheWayBytes() - floor(onTheWay, now, sample.onTheWayBytes());
    var drained = drainedBps(KEPT_NS);
    var extraNs = drained > 0 ? (long) (extraBytes * 8 * NS_PER_S / drained) : 0;
    if (sample.roundTripNs().isPresent()) {
      var trip = sample.roundTripNs().getAsLong();
      // The same queue on the way, seen by what it delays; the smaller, since each has its noise.
      extraNs = Math.min(extraNs, 2 * (trip - floor(roundTrips, now, trip)));
    }
    inOrder = sample.srt().isPresent();
    if (inOrder) {
      extraNs = Math.max(extraNs, beyondRepeating(sample.srt().get()));
    }
    points.addLast(
        new Point(now, sample.offeredBytes(), sample.drainedBytes(), sample.queuedNs() + extraNs));
    while (points.getFirst().atNs() < now - KEPT_NS) {
      points.removeFirst();
    }
  }

  /// How far what SRT has not acknowledged is beyond what repeating lost packets explains.
  private static long beyondRepeating(SrtFigures srt) {
    var oldestNs = Math.max(srt.sendBufferNs(), srt.acknowledgedAgoNs());
    return Math.max(0, oldestNs - Math.round(srt.latencyNs() * REPEATING_SHARE));
  }

  /// Whether what arrives behind a missing packet counts as not arrived.
  boolean acknowledgesInOrder() {
    return inOrder;
  }

  /// How much later than it could a picture would arrive that is coded now, ns.
  long lagNs() {
    return points.isEmpty() ? 0 : points.getLast().lagNs();
  }

  /// The least lag of the last while: bursts pass, a standing queue does not.
  long leastLagNs(long windowNs) {
    var least = lagNs();
    for (Iterator<Point> all = points.descendingIterator(); all.hasNext(); ) {
      var point = all.next();
      if (point.atNs() < points.getLast().atNs() - windowNs) {
        break;
      }
      least = Math.min(least, point.lagNs());
    }
    return least;
  }

  /// What arrived in the last while, bit/s; 0 before there is anything to compare.
  long drainedBps(long windowNs) {
    return rateBps(windowNs, Point::drainedBytes);
  }

  /// What was to arrive in the last while, bit/s; 0 before there is anything to compare.
  long offeredBps(long windowNs) {
    return rateBps(windowNs, Point::offeredBytes);
  }

  private long rateBps(long windowNs, ToLongFunction<Point> bytes) {
    if (points.isEmpty()) {
      return 0;
    }
    var last = points.getLast();
    var first = last;
    for (Iterator<Point> all = points.descendingIterator(); all.hasNext(); ) {
      var point = all.next();
      if (point.atNs() < last.atNs() - windowNs) {
        break;
      }
      first = point;
    }
    var spanNs = last.atNs() - first.atNs();
    var passed = bytes.applyAsLong(last) - bytes.applyAsLong(first);
    return spanNs == 0 ? 0 : Math.max(0, Math.round(passed * 8 * NS_PER_S / spanNs));
  }

  private static long floor(ArrayDeque<Floor> floors, long nowNs, long value) {
    // Monotonic: whatever is not below a newer value can never be the least again.
    while (!floors.isEmpty() && floors.getLast().value() >= value) {
      floors.removeLast();
    }
    floors.addLast(new Floor(nowNs, value));
    while (floors.getFirst().atNs() < nowNs - BASE_NS) {
      floors.removeFirst();
    }
    return floors.getFirst().value();
  }
}
