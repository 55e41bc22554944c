// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound.drift;

import io.tally.capture.media.AudioFrame;

/// By how much must a device be heard later, so that its late blocks leave no holes?
///
/// Grows with every hole, since a hole is worse than a shift of 20 ms, and shrinks again when the
/// device has been early enough for 10 s. Only this device is shifted, never the mix. Threads: the
/// mixer's.
final class LateAllowance {
  private static final long GROWTH_NS = 20_000_000;
  private static final long MAX_NS = 500_000_000;
  private static final long WINDOW_NS = 10_000_000_000L;
  // What is kept in hand when shrinking, so that the next late block does not tear a hole again.
  private static final long RESERVE = AudioFrame.SAMPLE_RATE * 30L / 1000;

  private long allowanceNs;
  private long windowEndNs = Long.MIN_VALUE;
  private double leastInHand;

  /// How much later the device is heard, ns.
  long ns() {
    return allowanceNs;
  }

  /// There was a hole, and the samples did come after all.
  void cameLate(long ptsNs) {
    allowanceNs = Math.min(MAX_NS, allowanceNs + GROWTH_NS);
    beginWindow(ptsNs);
  }

  /// A block was read whole.
  ///
  /// @param inHand how many samples were there beyond it
  void wasThere(long ptsNs, double inHand) {
    leastInHand = Math.min(leastInHand, inHand);
    if (ptsNs < windowEndNs) {
      return;
    }
    if (windowEndNs != Long.MIN_VALUE && leastInHand > RESERVE) {
      long spareNs = AudioFrame.durationNs((long) (leastInHand - RESERVE));
      allowanceNs = Math.max(0, allowanceNs - spareNs);
    }
    beginWindow(ptsNs);
  }

  private void beginWindow(long ptsNs) {
    windowEndNs = ptsNs + WINDOW_NS;
    leastInHand = Double.POSITIVE_INFINITY;
  }
}
