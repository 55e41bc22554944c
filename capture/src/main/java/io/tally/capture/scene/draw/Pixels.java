// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene.draw;

import io.tally.capture.media.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What does a rectangle of four-byte pixels become when it is filled, covered or mixed?
public final class Pixels {
  private static final ValueLayout.OfInt PIXEL = ValueLayout.JAVA_INT_UNALIGNED; // 0xAARRGGBB

  private Pixels() {}

  /// Gives every pixel one colour.
  public static void fill(VideoFrame target, int argb) {
    VideoFrame.Plane plane = target.planes().getFirst();
    long bytes = target.width() * 4L;
    for (long at = 0; at < bytes; at += 4) {
      plane.memory().set(PIXEL, at, argb);
    }
    for (int y = 1; y < target.height(); y++) {
      long to = (long) y * plane.strideBytes();
      MemorySegment.copy(plane.memory(), 0, plane.memory(), to, bytes);
    }
  }

  /// Copies a picture into one of the same size.
  static void copy(VideoFrame source, VideoFrame target) {
    VideoFrame.Plane from = source.planes().getFirst();
    VideoFrame.Plane to = target.planes().getFirst();
    for (int y = 0; y < source.height(); y++) {
      MemorySegment.copy(
          from.memory(),
          (long) y * from.strideBytes(),
          to.memory(),
          (long) y * to.strideBytes(),
          source.width() * 4L);
    }
  }

  /// Mixes a picture into an opaque one of the same size, by its own alpha times an opacity.
  ///
  /// @param source borrowed, BGRA
  /// @param target borrowed, BGR0
  /// @param opacity from 0 to 1
  static void blend(VideoFrame source, VideoFrame target, double opacity) {
    VideoFrame.Plane from = source.planes().getFirst();
    VideoFrame.Plane to = target.planes().getFirst();
    int scale = (int) Math.round(opacity * 256);
    // Row by row through arrays: the JVM's first compiler, the only one that Tally starts with,
    // makes
    // four times faster code of them than of native memory.
    int[] over = new int[source.width()];
    int[] under = new int[source.width()];
    for (int y = 0; y < source.height(); y++) {
      long fromRow = (long) y * from.strideBytes();
      long toRow = (long) y * to.strideBytes();
      MemorySegment.copy(from.memory(), PIXEL, fromRow, over, 0, over.length);
      MemorySegment.copy(to.memory(), PIXEL, toRow, under, 0, under.length);
      for (int x = 0; x < over.length; x++) {
        int alpha = ((over[x] >>> 24) * scale) >> 8;
        under[x] = mix(over[x], under[x], alpha + (alpha >> 7));
      }
      MemorySegment.copy(under, 0, to.memory(), PIXEL, toRow, under.length);
    }
  }

  /// Two channels at a time, with weights that add up to 256.
  private static int mix(int over, int under, int weight) {
    int rest = 256 - weight;
    int redBlue = ((over & 0xFF00FF) * weight + (under & 0xFF00FF) * rest) >>> 8 & 0xFF00FF;
    int green = ((over & 0x00FF00) * weight + (under & 0x00FF00) * rest) >>> 8 & 0x00FF00;
    return redBlue | green;
  }
}
