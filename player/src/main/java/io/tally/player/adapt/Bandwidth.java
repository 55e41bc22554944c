// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import java.util.OptionalLong;

/// How many bits does the line carry in a second?
///
/// Two averages that forget, one fast and one slow; the smaller one holds, so that a drop is felt
/// at once and a burst is not believed. Only the body of an answer is clocked, because what passes
/// before its first byte is the server's and the distance's doing: that has an average of its own.
/// Bodies below 16 kB say nothing of a line. Threads: any.
public final class Bandwidth {
  /// Bodies that are shorter are not counted.
  public static final long FEWEST_BYTES = 16_000;

  private static final double FAST_S = 3;
  private static final double SLOW_S = 9;
  private static final double SHORTEST_S = 0.002; // what clocks and buffers blur
  private static final double LEAST_WEIGHT_S = 0.05;

  /// A mean in which a sample counts half after so many seconds of loading.
  private static final class Forgetful {
    private final double halfLifeS;
    private double sum;
    private double weight;

    Forgetful(double halfLifeS) {
      this.halfLifeS = halfLifeS;
    }

    void add(double value, double weightS) {
      double keep = Math.pow(0.5, weightS / halfLifeS);
      sum = keep * sum + (1 - keep) * value;
      weight = keep * weight + (1 - keep);
    }

    double mean() {
      return weight == 0 ? 0 : sum / weight; // the weight takes out that it began at zero
    }
  }

  private final Forgetful fast = new Forgetful(FAST_S);
  private final Forgetful slow = new Forgetful(SLOW_S);
  private final Forgetful firstByte = new Forgetful(SLOW_S);
  private boolean measured;

  /// Counts what was loaded.
  ///
  /// @param bytes of the body, or of what came of it
  /// @param firstByteNs from the request to the head of the answer
  /// @param bodyNs from the head to the last byte
  public synchronized void add(long bytes, long firstByteNs, long bodyNs) {
    firstByte.add((double) firstByteNs, LEAST_WEIGHT_S);
    if (bytes < FEWEST_BYTES) {
      return;
    }
    double seconds = bodyNs / 1e9;
    double bps = bytes * 8 / Math.max(SHORTEST_S, seconds);
    double weight = Math.max(LEAST_WEIGHT_S, seconds);
    fast.add(bps, weight);
    slow.add(bps, weight);
    measured = true;
  }

  /// Bit/s; empty before the first sample.
  public synchronized OptionalLong bps() {
    return measured
        ? OptionalLong.of(Math.round(Math.min(fast.mean(), slow.mean())))
        : OptionalLong.empty();
  }

  /// What usually passes before the first byte of an answer, ns; 0 while unknown.
  public synchronized long firstByteNs() {
    return (long) firstByte.mean();
  }
}
