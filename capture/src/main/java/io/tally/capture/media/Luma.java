// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.media;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// How bright is each pixel of a picture? On the heap, so that it can be kept.
///
/// @param width px
/// @param height px
/// @param samples row by row without padding, `width * height` of them; nobody writes to them
@SuppressWarnings("ArrayRecordComponent") // too large to copy at each look, compared by nobody
public record Luma(int width, int height, byte[] samples) {
  /// Checks the size.
  public Luma {
    if (samples.length != width * height) {
      throw new IllegalArgumentException(
          "A picture of %dx%d has %d samples".formatted(width, height, samples.length));
    }
  }

  /// A copy of a picture's luma; empty for one that has no plane of it.
  ///
  /// @param picture borrowed
  public static Optional<Luma> of(VideoFrame picture) {
    boolean planar =
        switch (picture.format()) {
          case YUV420P, YUV422P, YUV444P, NV12 -> true;
          case BGRA, BGR0, BGR24, YUYV422 -> false;
        };
    if (!planar) {
      return Optional.empty();
    }
    int width = picture.width();
    int height = picture.height();
    VideoFrame.Plane plane = picture.planes().getFirst();
    byte[] samples = new byte[width * height];
    for (int row = 0; row < height; row++) {
      long from = (long) row * plane.strideBytes();
      MemorySegment.copy(plane.memory(), ValueLayout.JAVA_BYTE, from, samples, row * width, width);
    }
    return Optional.of(new Luma(width, height, samples));
  }
}
