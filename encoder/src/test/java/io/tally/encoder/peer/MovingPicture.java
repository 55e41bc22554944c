// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.peer;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/// What could a busy canvas look like at frame `n`?
///
/// A coloured texture that moves diagonally, with a grain that no encoder gets for free.
public final class MovingPicture implements AutoCloseable {
  private static final int BYTES_A_PIXEL = 4;

  private final int width;
  private final int height;
  private final int textureWidth;
  private final FramePool pool;
  private final MemorySegment texture;

  public MovingPicture(int width, int height) {
    this.width = width;
    this.height = height;
    textureWidth = width * 2;
    pool = new FramePool(PixelFormat.BGRA, ColorSpace.RGB, width, height, 32);
    int[] pixels = new int[textureWidth * height];
    Random grain = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < textureWidth; x++) {
        int wave = (int) (100 + 60 * Math.sin(x / 23.0) + 60 * Math.cos(y / 17.0));
        int blue = wave + grain.nextInt(24);
        pixels[y * textureWidth + x] =
            0xFF000000 | blue | (255 - blue) << 8 | (x * 255 / textureWidth) << 16;
      }
    }
    texture = MemorySegment.ofArray(pixels);
  }

  /// Frame `n`, owned by the caller.
  public VideoFrame frame(int n, long ptsNs) {
    VideoFrame frame = pool.take(ptsNs).orElseThrow();
    VideoFrame.Plane plane = frame.planes().getFirst();
    int left = n * 5 % width;
    for (int y = 0; y < height; y++) {
      int row = (y + n * 3) % height;
      MemorySegment.copy(
          texture,
          ValueLayout.JAVA_BYTE,
          (long) (row * textureWidth + left) * BYTES_A_PIXEL,
          plane.memory(),
          ValueLayout.JAVA_BYTE,
          (long) y * plane.strideBytes(),
          (long) width * BYTES_A_PIXEL);
    }
    return frame;
  }

  @Override
  public void close() {
    pool.close();
  }
}
