// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import io.tally.capture.media.AudioFrame;

/// How pure is a sine in a row of samples?
public final class Sine {
  private Sine() {}

  /// What is left beside the best fitting sine near a frequency, against that sine, dB.
  public static double distortionDb(float[] samples, int from, int length, double hz) {
    // The pitch is off by some ppm while the place is steered; that is no distortion. The residual
    // has one minimum within the window's main lobe, so halving the distance finds it.
    double low = hz * (1 - 3e-3);
    double high = hz * (1 + 3e-3);
    while (high - low > hz * 1e-8) {
      double third = (high - low) / 3;
      if (residualDb(samples, from, length, low + third)
          < residualDb(samples, from, length, high - third)) {
        high -= third;
      } else {
        low += third;
      }
    }
    return residualDb(samples, from, length, (low + high) / 2);
  }

  private static double residualDb(float[] samples, int from, int length, double hz) {
    double omega = 2 * Math.PI * hz / AudioFrame.SAMPLE_RATE;
    double ss = 0;
    double cc = 0;
    double sc = 0;
    double sx = 0;
    double cx = 0;
    double power = 0;
    for (int i = 0; i < length; i++) {
      double s = Math.sin(omega * i);
      double c = Math.cos(omega * i);
      double x = samples[from + i];
      ss += s * s;
      cc += c * c;
      sc += s * c;
      sx += s * x;
      cx += c * x;
      power += x * x;
    }
    double determinant = ss * cc - sc * sc;
    double a = (sx * cc - cx * sc) / determinant;
    double b = (cx * ss - sx * sc) / determinant;
    double fitted = a * sx + b * cx;
    return 10 * Math.log10(Math.max(power - fitted, 1e-20) / fitted);
  }

  /// The largest difference between two neighbours.
  public static double largestStep(float[] samples, int from, int to) {
    double largest = 0;
    for (int i = from + 1; i < to; i++) {
      largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
    }
    return largest;
  }

  /// The root of the mean power.
  public static double rms(float[] samples, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += samples[i] * samples[i];
    }
    return Math.sqrt(sum / length);
  }
}
