// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.still;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.imageio.ImageIO;

/// What did one picture look like?
///
/// Pixels on the heap, which nobody has to free. Threads: any.
public final class Still {
  private static final ValueLayout.OfInt ARGB =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN); // as BGRA lies in memory
  private static final int BYTES_PER_PIXEL = 4;
  private static final int SLACK = 64; // swscale may write past the end of the last row

  private final int width;
  private final int height;
  private final int[] pixels;

  private Still(int width, int height, int[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /// Copies a picture.
  ///
  /// @param borrowed read until return
  /// @param mostHeight px; a higher one is made smaller
  /// @param scaler the caller's
  static Still of(VideoFrame borrowed, int mostHeight, PictureScaler scaler)
      throws FfmpegException {
    int height = Math.min(mostHeight, borrowed.height());
    int width = Math.max(1, Math.round((float) borrowed.width() * height / borrowed.height()));
    try (Arena arena = Arena.ofConfined()) {
      long size = (long) width * height * BYTES_PER_PIXEL;
      MemorySegment memory = arena.allocate(size + (long) width * BYTES_PER_PIXEL + SLACK, SLACK);
      try (VideoFrame target =
          new VideoFrame(
              PixelFormat.BGRA,
              ColorSpace.RGB,
              width,
              height,
              borrowed.ptsNs(),
              List.of(new VideoFrame.Plane(memory, width * BYTES_PER_PIXEL)),
              () -> {})) {
        scaler.scale(borrowed, target);
      }
      return new Still(width, height, memory.asSlice(0, size).toArray(ARGB));
    }
  }

  /// Px.
  public int width() {
    return width;
  }

  /// Px.
  public int height() {
    return height;
  }

  /// A copy of the pixels, row after row, as ARGB.
  public int[] argb() {
    return pixels.clone();
  }

  /// Writes it as PNG.
  ///
  /// @param file that is not there yet
  public void write(Path file) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, pixels, 0, width);
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("This Java runtime writes no PNG");
      }
    }
  }
}
