// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.sound;

import java.util.OptionalDouble;

/// How loud is a programme as a whole, pauses left out (ITU-R BS.1770-5, annex 1: gating)?
///
/// Blocks are counted by tenths of a LU, so that a day costs as much as a minute; the relative gate
/// is exact to that. Threads: one.
final class GatedMean {
  private static final double ABSOLUTE_GATE = -70; // LUFS
  private static final double RELATIVE_GATE = -10; // LU below the mean of what passed the first
  private static final double HIGHEST = 20;
  private static final int STEPS = 10;
  private static final int BINS = ((int) (HIGHEST - ABSOLUTE_GATE)) * STEPS;

  private final long[] counts = new long[BINS];
  private final double[] powers = new double[BINS];

  /// Takes a block of 400 ms.
  ///
  /// @param power mean square over the channels
  void add(double power) {
    double loudness = LoudnessMeter.lufs(power);
    if (loudness <= ABSOLUTE_GATE) {
      return;
    }
    int bin = Math.min(BINS - 1, (int) ((loudness - ABSOLUTE_GATE) * STEPS));
    counts[bin]++;
    powers[bin] += power;
  }

  /// Integrated loudness, LUFS; empty while nothing is above the gate.
  OptionalDouble lufs() {
    OptionalDouble all = meanFrom(0);
    if (all.isEmpty()) {
      return all;
    }
    double gate = all.getAsDouble() + RELATIVE_GATE;
    return meanFrom(Math.max(0, (int) ((gate - ABSOLUTE_GATE) * STEPS)));
  }

  private OptionalDouble meanFrom(int first) {
    long count = 0;
    double power = 0;
    for (int bin = first; bin < BINS; bin++) {
      count += counts[bin];
      power += powers[bin];
    }
    return count == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(LoudnessMeter.lufs(power / count));
  }
}
