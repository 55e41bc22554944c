// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.sound;

/// How high does the wave between the samples go (ITU-R BS.1770-5, annex 2)?
///
/// Each channel is looked at in four times as many places, by a windowed sinc of twelve samples.
/// Threads: one.
final class TruePeak {
  private static final int PHASES = 4;
  private static final int TAPS = 12;

  private final double[][] weights = new double[PHASES][TAPS];
  private final double[] window = new double[TAPS];
  private double highest;

  TruePeak() {
    for (int phase = 0; phase < PHASES; phase++) {
      double sum = 0;
      for (int tap = 0; tap < TAPS; tap++) {
        double distance = tap - (TAPS / 2 - 1) - (double) phase / PHASES;
        double hann = 0.5 + 0.5 * Math.cos(2 * Math.PI * distance / TAPS);
        weights[phase][tap] = hann * sinc(distance);
        sum += weights[phase][tap];
      }
      for (int tap = 0; tap < TAPS; tap++) {
        weights[phase][tap] /= sum; // what stands still stays as high as it is
      }
    }
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  void next(double sample) {
    System.arraycopy(window, 1, window, 0, TAPS - 1);
    window[TAPS - 1] = sample;
    for (double[] phase : weights) {
      double value = 0;
      for (int tap = 0; tap < TAPS; tap++) {
        value += phase[tap] * window[tap];
      }
      highest = Math.max(highest, Math.abs(value));
    }
  }

  /// The highest so far, 1 at full scale.
  double highest() {
    return highest;
  }
}
