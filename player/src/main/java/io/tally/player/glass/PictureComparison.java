// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import io.tally.capture.media.Luma;

/// How much do two pictures of the same size look alike?
///
/// SSIM as Wang, Bovik, Sheikh and Simoncelli define it (IEEE Transactions on Image Processing 13,
/// 2004), over windows of 8 by 8 pixels that begin at every fourth, all of the same weight, which
/// is what FFmpeg's filter `ssim` takes, too; and the peak signal to noise ratio. Both of luma
/// alone.
///
/// @param ssim 1 for the same picture
/// @param psnrDb infinite for the same picture
record PictureComparison(double ssim, double psnrDb) {
  private static final int WINDOW = 8;
  private static final int STEP = 4;
  private static final int POINTS = WINDOW * WINDOW;
  private static final double PEAK = 255;
  private static final double C1 = Math.pow(0.01 * PEAK, 2);
  private static final double C2 = Math.pow(0.03 * PEAK, 2);

  /// Whether they are of one size, and no smaller than a window.
  static boolean isPossible(Luma one, Luma other) {
    return one.width() == other.width()
        && one.height() == other.height()
        && one.width() >= WINDOW
        && one.height() >= WINDOW;
  }

  /// Compares them.
  ///
  /// @throws IllegalArgumentException when that is not possible
  static PictureComparison of(Luma one, Luma other) {
    if (!isPossible(one, other)) {
      throw new IllegalArgumentException(
          "Pictures of %dx%d and %dx%d cannot be compared"
              .formatted(one.width(), one.height(), other.width(), other.height()));
    }
    return new PictureComparison(ssim(one, other), psnr(one.samples(), other.samples()));
  }

  private static double ssim(Luma one, Luma other) {
    double sum = 0;
    long windows = 0;
    for (int top = 0; top + WINDOW <= one.height(); top += STEP) {
      for (int left = 0; left + WINDOW <= one.width(); left += STEP) {
        sum += window(one.samples(), other.samples(), top * one.width() + left, one.width());
        windows++;
      }
    }
    return sum / windows;
  }

  private static double window(byte[] one, byte[] other, int from, int stride) {
    int sumA = 0;
    int sumB = 0;
    int sumSquares = 0;
    int sumProducts = 0;
    for (int row = 0; row < WINDOW; row++) {
      int at = from + row * stride;
      for (int i = at; i < at + WINDOW; i++) {
        int a = one[i] & 0xFF;
        int b = other[i] & 0xFF;
        sumA += a;
        sumB += b;
        sumSquares += a * a + b * b;
        sumProducts += a * b;
      }
    }
    double meanA = sumA / (double) POINTS;
    double meanB = sumB / (double) POINTS;
    // Of a sample, as in the paper: one point less.
    double variances = (sumSquares - POINTS * (meanA * meanA + meanB * meanB)) / (POINTS - 1);
    double covariance = (sumProducts - POINTS * meanA * meanB) / (POINTS - 1);
    return (2 * meanA * meanB + C1)
        * (2 * covariance + C2)
        / ((meanA * meanA + meanB * meanB + C1) * (variances + C2));
  }

  private static double psnr(byte[] one, byte[] other) {
    long squares = 0;
    for (int i = 0; i < one.length; i++) {
      int difference = (one[i] & 0xFF) - (other[i] & 0xFF);
      squares += (long) difference * difference;
    }
    double mean = squares / (double) one.length;
    return mean == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(PEAK * PEAK / mean);
  }
}
