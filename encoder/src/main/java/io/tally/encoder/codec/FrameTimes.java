// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import io.tally.capture.media.FrameRate;

/// Which tick of the frame rate is a time of the media clock, and back?
///
/// An encoder that counts in ticks never rounds 30000/1001; the ring gives every packet exactly the
/// pts that its frame came with. Ticks start at 0 with the first frame. Threads: one.
public final class FrameTimes {
  private static final long NS = 1_000_000_000L;
  private static final int RING = 512; // more frames than any encoder holds for reordering

  private final FrameRate rate;
  private final long[] ptsNs = new long[RING];
  private long originNs;
  private long lastTick = -1;
  private long lastDtsNs = Long.MIN_VALUE;

  /// Begins with the first frame that comes.
  public FrameTimes(FrameRate rate) {
    this.rate = rate;
  }

  /// The tick nearest to a frame's time, but always after the last frame's.
  ///
  /// @param framePtsNs rises from frame to frame
  public long next(long framePtsNs) {
    if (lastTick < 0) {
      originNs = framePtsNs;
    }
    lastTick = Math.max(lastTick + 1, nearest(framePtsNs - originNs));
    ptsNs[(int) (lastTick % RING)] = framePtsNs;
    return lastTick;
  }

  private long nearest(long sinceNs) {
    long periodNs = rate.perSeconds() * NS; // holds exactly `frames` ticks
    long rest = sinceNs % periodNs * rate.frames();
    return sinceNs / periodNs * rate.frames() + (rest + periodNs / 2) / periodNs;
  }

  /// The pts that the frame of a recent tick came with, ns.
  public long ptsNs(long tick) {
    return ptsNs[(int) (tick % RING)];
  }

  /// When a packet is decoded, ns: at its tick, but after the one before and not after it is shown.
  ///
  /// @param dtsTick before 0 at the start when frames are reordered
  public long dtsNs(long dtsTick, long ptsTick) {
    long dtsNs = Math.min(originNs + rate.timeNs(dtsTick), ptsNs(ptsTick));
    lastDtsNs = Math.max(dtsNs, lastDtsNs + 1);
    return lastDtsNs;
  }

  /// How long a tick lasts, ns, so that durations add up to the ticks' times.
  public long durationNs(long tick) {
    return rate.timeNs(tick + 1) - rate.timeNs(tick);
  }
}
