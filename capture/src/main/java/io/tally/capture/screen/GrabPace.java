// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.MediaClock;
import io.tally.capture.media.FrameRate;

/// When is the next picture of the screen taken?
///
/// Once an interval, and a third of one before the moment that the canvas will ask for it: then
/// every tick finds exactly one new picture, and that one is fresh. Until the canvas has asked, at
/// the plain rate. Threads: [#asked] on the compositor's, the rest on the device's.
final class GrabPace {
  private static final long UNKNOWN = Long.MIN_VALUE;
  private static final double LEAD = 1 / 3.0; // of an interval: a grab takes 1 to 4 ms

  private final MediaClock clock;
  private final FrameRate rate;
  private final double intervalNs;
  private volatile long askedNs = UNKNOWN;
  private long lastNs = UNKNOWN;

  GrabPace(MediaClock clock, FrameRate rate) {
    this.clock = clock;
    this.rate = rate;
    this.intervalNs = 1e9 / rate.perSecond();
  }

  FrameRate rate() {
    return rate;
  }

  long nowNs() {
    return clock.nowNs();
  }

  /// The canvas asked for the picture of this tick.
  void asked(long ptsNs) {
    askedNs = ptsNs;
  }

  /// Waits for the next moment; returns early when interrupted.
  void awaitNext() {
    long next = next(clock.nowNs());
    clock.sleepUntil(next);
    lastNs = next;
  }

  /// The first moment of the canvas's grid that is not past, and not the one before again.
  long next(long nowNs) {
    if (lastNs == UNKNOWN) {
      return nowNs;
    }
    long asked = askedNs;
    if (asked == UNKNOWN) {
      return Math.max(nowNs, lastNs + (long) intervalNs);
    }
    double phase = asked - LEAD * intervalNs;
    double earliest = Math.max((double) nowNs, lastNs + intervalNs / 2);
    return (long) (phase + Math.ceil((earliest - phase) / intervalNs) * intervalNs);
  }
}
