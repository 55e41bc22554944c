// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.data;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;

/// How does a picture get somewhere whose every pixel a test has chosen?
public final class Painted {
  private Painted() {}

  /// Shows one.
  ///
  /// @param to borrows it
  /// @param argb of the pixel at x and y
  public static void show(
      Consumer<VideoFrame> to, int width, int height, long ptsNs, IntBinaryOperator argb) {
    try (FramePool pool = new FramePool(PixelFormat.BGRA, ColorSpace.RGB, width, height, 1);
        VideoFrame frame = pool.take(ptsNs).orElseThrow()) {
      VideoFrame.Plane plane = frame.planes().getFirst();
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          plane
              .memory()
              .set(
                  ValueLayout.JAVA_INT_UNALIGNED,
                  (long) y * plane.strideBytes() + x * 4L,
                  argb.applyAsInt(x, y));
        }
      }
      to.accept(frame);
    }
  }
}
