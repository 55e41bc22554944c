// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// Where do the pixels of one displayed picture lie, for the scaler and for JavaFX at once?
///
/// Off-heap and tightly packed, so JavaFX reads what swscale wrote without a copy between. Threads:
/// one side at a time; [#image] and [#free] on the JavaFX thread. Whoever takes it out of
/// [BufferExchange] for good frees it, after JavaFX has drawn without it.
final class PictureBuffer {
  private static final int BYTES_PER_PIXEL = 4;
  private static final int ALIGNMENT = 64;

  private final int width;
  private final int height;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory;
  private final IntBuffer pixels;
  private @Nullable PixelBuffer<IntBuffer> pixelBuffer;
  private @Nullable WritableImage image;

  /// @param width px
  /// @param height px
  PictureBuffer(int width, int height) {
    this.width = width;
    this.height = height;
    long size = (long) width * height * BYTES_PER_PIXEL;
    // A row and a vector more than needed: swscale may write past the end of the last row.
    memory = arena.allocate(size + (long) width * BYTES_PER_PIXEL + ALIGNMENT, ALIGNMENT);
    // As whole pixels, because JavaFX's software renderer copies those row by row and converts
    // bytes one by one; in this byte order BGRA is ARGB.
    pixels = memory.asSlice(0, size).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }

  boolean hasSize(int otherWidth, int otherHeight) {
    return width == otherWidth && height == otherHeight;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// The pixels as a frame to draw into; the caller closes it, which frees nothing.
  VideoFrame asFrame(long ptsNs) {
    return new VideoFrame(
        PixelFormat.BGRA,
        ColorSpace.RGB,
        width,
        height,
        ptsNs,
        List.of(new VideoFrame.Plane(memory, width * BYTES_PER_PIXEL)),
        () -> {});
  }

  /// The image over these pixels, told that all of them changed.
  WritableImage image() {
    PixelBuffer<IntBuffer> buffer = pixelBuffer;
    WritableImage shown = image;
    if (buffer == null || shown == null) {
      buffer =
          new PixelBuffer<>(
              width, height, pixels, javafx.scene.image.PixelFormat.getIntArgbPreInstance());
      shown = new WritableImage(buffer);
      pixelBuffer = buffer;
      image = shown;
    } else {
      // Null means the whole picture. Once per pulse: a second call would upload twice.
      buffer.updateBuffer(_ -> null);
    }
    return shown;
  }

  void free() {
    arena.close();
  }
}
