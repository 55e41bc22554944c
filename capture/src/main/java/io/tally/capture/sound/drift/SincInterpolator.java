// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound.drift;

/// What is the value of the sound between two samples?
///
/// A sinc of 32 taps under a Kaiser window, tabled for 512 places between two samples and taken
/// linearly between those. Threads: one, of the ring that it reads.
final class SincInterpolator {
  /// How many samples before and after the wanted place are needed.
  static final int REACH = 16;

  private static final int TAPS = 2 * REACH;
  private static final int PLACES = 512;
  // Flat to 18 kHz; the rest of the band falls off before it could alias.
  private static final double CUTOFF = 0.94;
  private static final double BETA = 9;
  private static final float[] TABLE = table();

  private final SampleRing ring;

  SincInterpolator(SampleRing ring) {
    this.ring = ring;
  }

  /// Writes both channels' value at a place of the ring.
  ///
  /// @param place the sample's number with its fraction
  /// @param target interleaved
  /// @param at where in the target the left channel goes
  void sample(double place, float[] target, int at) {
    long base = (long) Math.floor(place);
    double fine = (place - base) * PLACES;
    int row = (int) fine;
    float share = (float) (fine - row);
    float[] samples = ring.storage();
    float left = 0;
    float right = 0;
    int tap = row * TAPS;
    for (int i = 0; i < TAPS; i++, tap++) {
      float weight = TABLE[tap] + share * (TABLE[tap + TAPS] - TABLE[tap]);
      int slot = SampleRing.slot(base + i - REACH + 1);
      left += weight * samples[slot];
      right += weight * samples[slot + 1];
    }
    target[at] = left;
    target[at + 1] = right;
  }

  private static float[] table() {
    float[] table = new float[(PLACES + 1) * TAPS];
    double[] row = new double[TAPS];
    for (int place = 0; place <= PLACES; place++) {
      double sum = 0;
      for (int i = 0; i < TAPS; i++) {
        double distance = i - REACH + 1 - (double) place / PLACES;
        row[i] = sinc(distance * CUTOFF) * kaiser(distance / REACH);
        sum += row[i];
      }
      for (int i = 0; i < TAPS; i++) {
        table[place * TAPS + i] = (float) (row[i] / sum);
      }
    }
    return table;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
  }

  // The modified Bessel function of the first kind and order zero, by its power series.
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-15; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
