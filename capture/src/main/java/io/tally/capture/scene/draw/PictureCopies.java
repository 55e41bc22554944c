// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene.draw;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does one more encode get pictures of its own, in its own size?
///
/// A frame has one owner, so a second encoder needs a copy: of the same size it is a plain one (0.2
/// ms at 1920x1080), of another it is scaled. Threads: [#copy] on one, the compositor's; [#close]
/// after its last call, on any. Loss: where all copies are still with the encoder there is none,
/// and the encoder counts the picture as skipped.
public final class PictureCopies implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PictureCopies.class);

  // As the canvas has: more than any encoder lets wait.
  private static final int FRAMES = 34;

  private record Shape(PixelFormat format, ColorSpace colors) {}

  private final int width;
  private final int height;
  private final Resizer resizer = new Resizer();
  private final PictureScaler converter = new PictureScaler(PictureScaler.Quality.GOOD);
  private @Nullable FramePool pool;
  private @Nullable Shape shape;
  private boolean failed;

  /// @param width of the copies, px
  /// @param height of the copies, px
  public PictureCopies(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /// Copies a picture, with its time.
  ///
  /// @param source borrowed; any size and format
  /// @return owned by the caller; empty when there is no memory or no way to scale it
  public Optional<VideoFrame> copy(VideoFrame source) {
    boolean sameSize = source.width() == width && source.height() == height;
    Shape wanted =
        sameSize
            ? new Shape(source.format(), source.colorSpace())
            : new Shape(PixelFormat.BGR0, ColorSpace.RGB);
    Optional<VideoFrame> target = pool(wanted).take(source.ptsNs());
    if (target.isEmpty()) {
      return target;
    }
    try {
      draw(source, target.get(), sameSize);
      return target;
    } catch (FfmpegException e) {
      target.get().close();
      if (!failed) {
        failed = true;
        log.error("{} cannot be scaled to {}x{}", source, width, height, e);
      }
      return Optional.empty();
    }
  }

  private void draw(VideoFrame source, VideoFrame target, boolean sameSize) throws FfmpegException {
    if (sameSize) {
      for (int i = 0; i < source.planes().size(); i++) {
        copyPlane(source, target, i);
      }
    } else if (source.format() == PixelFormat.BGR0 || source.format() == PixelFormat.BGRA) {
      resizer.resize(source, target);
    } else {
      converter.scale(source, target);
    }
  }

  private static void copyPlane(VideoFrame source, VideoFrame target, int index) {
    VideoFrame.Plane from = source.planes().get(index);
    VideoFrame.Plane to = target.planes().get(index);
    long rowBytes = source.format().rowBytes(index, source.width());
    int rows = source.format().rows(index, source.height());
    if (from.strideBytes() == to.strideBytes()) {
      long bytes = (rows - 1L) * from.strideBytes() + rowBytes;
      MemorySegment.copy(from.memory(), 0, to.memory(), 0, bytes);
      return;
    }
    for (long row = 0; row < rows; row++) {
      MemorySegment.copy(
          from.memory(), row * from.strideBytes(), to.memory(), row * to.strideBytes(), rowBytes);
    }
  }

  private FramePool pool(Shape wanted) {
    FramePool current = pool;
    if (current != null && wanted.equals(shape)) {
      return current;
    }
    if (current != null) {
      current.close();
    }
    FramePool made = new FramePool(wanted.format(), wanted.colors(), width, height, FRAMES);
    pool = made;
    shape = wanted;
    return made;
  }

  /// Frees the memory; copies still out are freed when they come back. Idempotent.
  @Override
  public void close() {
    FramePool current = pool;
    if (current != null) {
      current.close();
    }
    resizer.close();
    converter.close();
  }
}
