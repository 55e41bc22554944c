// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.present;

import java.util.OptionalLong;

/// How fast is a live stream played, so that it stays as far behind the edge as it should?
///
/// Pure but for what it remembers of stalls, driven by the time that it is told. Up to five percent
/// faster or slower bring it back to the hold-back; too far away it is to jump. Each stall moves
/// the goal half a second away, and that fades again with a half-life of half a minute, so that one
/// bad moment does not make the delay grow for good. A stream that does not say where it wants to
/// be played is kept about where it was begun: a busy machine or a sound device's clock makes it
/// fall behind by seconds in an hour, which is brought back by a step that nobody hears.
public final class LatencyControl {
  private static final double MOST = 0.05;
  private static final double PER_SECOND = 0.1;
  private static final long DEAD_NS = 30_000_000L;
  private static final long STALL_NS = 500_000_000L;
  private static final double FADE_S = 30;
  private static final long THIN_NS = 250_000_000L;
  private static final long SHORTEST_JUMP_NS = 3_000_000_000L;

  private static final double MOST_UNTOLD = 0.01;

  private final boolean told;
  private final long targetDurationNs;
  private OptionalLong holdBackNs;
  private double extraNs;
  private int stalls;
  private long lastNs;

  /// What to do.
  ///
  /// @param rate of playing
  /// @param jump it is too far from the edge to be caught up with
  public record Step(double rate, boolean jump) {}

  /// @param holdBackNs how far from the edge the stream wants to be played; empty when it does not
  ///   say
  public LatencyControl(OptionalLong holdBackNs, long targetDurationNs, long nowNs) {
    this.holdBackNs = holdBackNs;
    told = holdBackNs.isPresent();
    this.targetDurationNs = targetDurationNs;
    lastNs = nowNs;
  }

  /// Where it should be now, ns behind the edge; 0 while nobody knows.
  public long goalNs() {
    return holdBackNs.orElse(0) + (long) extraNs;
  }

  /// Says that a person wanted it elsewhere: what the stream does not tell begins anew there.
  public void moved() {
    holdBackNs = told ? holdBackNs : OptionalLong.empty();
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
      extraNs =
          Math.min((double) targetDurationNs, extraNs + (double) STALL_NS * (stallsSoFar - stalls));
      stalls = stallsSoFar;
    }
    if (holdBackNs.isEmpty()) {
      holdBackNs = OptionalLong.of(latencyNs);
    }
    long errorNs = latencyNs - goalNs();
    if (!told) {
      boolean far = errorNs > targetDurationNs / 2 && bufferNs > targetDurationNs;
      return new Step(far ? 1 + MOST_UNTOLD : 1, false);
    }
    if (errorNs > Math.max(2 * targetDurationNs, SHORTEST_JUMP_NS)) {
      return new Step(1, true);
    }
    if (Math.abs(errorNs) < DEAD_NS || (errorNs > 0 && bufferNs < THIN_NS)) {
      return new Step(1, false);
    }
    return new Step(1 + Math.clamp(PER_SECOND * errorNs / 1e9, -MOST, MOST), false);
  }
}
