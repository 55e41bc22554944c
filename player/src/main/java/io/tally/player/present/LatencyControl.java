// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.present;

/// How fast is a live stream played, so that it stays as far behind the edge as it should?
///
/// Pure but for what it remembers of stalls, driven by the time that it is told. Up to five percent
/// faster or slower bring it back to the hold-back; too far away it is to jump. Each stall moves
/// the goal half a second away, and that fades again with a half-life of half a minute, so that one
/// bad moment does not make the delay grow for good.
public final class LatencyControl {
  private static final double MOST = 0.05;
  private static final double PER_SECOND = 0.1;
  private static final long DEAD_NS = 30_000_000L;
  private static final long STALL_NS = 500_000_000L;
  private static final double FADE_S = 30;
  private static final long THIN_NS = 250_000_000L;
  private static final long SHORTEST_JUMP_NS = 3_000_000_000L;

  private final long holdBackNs;
  private final long targetDurationNs;
  private double extraNs;
  private int stalls;
  private long lastNs;

  /// What to do.
  ///
  /// @param rate of playing
  /// @param jump it is too far from the edge to be caught up with
  public record Step(double rate, boolean jump) {}

  /// @param holdBackNs how far from the edge the stream wants to be played
  public LatencyControl(long holdBackNs, long targetDurationNs, long nowNs) {
    this.holdBackNs = holdBackNs;
    this.targetDurationNs = targetDurationNs;
    lastNs = nowNs;
  }

  /// Where it should be now, ns behind the edge.
  public long goalNs() {
    return holdBackNs + (long) extraNs;
  }

  /// The next step.
  ///
  /// @param latencyNs how far behind the edge it is
  /// @param bufferNs media that is loaded and not shown
  /// @param stallsSoFar how often it ran dry since the beginning
  public Step next(long nowNs, long latencyNs, long bufferNs, int stallsSoFar) {
    extraNs *= Math.pow(0.5, (nowNs - lastNs) / 1e9 / FADE_S);
    lastNs = nowNs;
    if (stallsSoFar > stalls) {
      extraNs = Math.min(targetDurationNs, extraNs + (double) STALL_NS * (stallsSoFar - stalls));
      stalls = stallsSoFar;
    }
    long errorNs = latencyNs - goalNs();
    if (errorNs > Math.max(2 * targetDurationNs, SHORTEST_JUMP_NS)) {
      return new Step(1, true);
    }
    if (Math.abs(errorNs) < DEAD_NS || (errorNs > 0 && bufferNs < THIN_NS)) {
      return new Step(1, false);
    }
    return new Step(1 + Math.clamp(PER_SECOND * errorNs / 1e9, -MOST, MOST), false);
  }
}
