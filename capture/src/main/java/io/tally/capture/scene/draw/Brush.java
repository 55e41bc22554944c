// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene.draw;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import org.jspecify.annotations.Nullable;

/// How does one layer's picture get onto the canvas?
///
/// Keeps the layer's scaler and scratch memory from tick to tick. Threads: the compositor's.
public final class Brush implements AutoCloseable {
  private final PictureScaler scaler = new PictureScaler(PictureScaler.Quality.GOOD);
  private final Resizer resizer = new Resizer();
  private @Nullable Scratch scratch;

  private record Scratch(int width, int height, FramePool pool) {}

  /// Draws a part of a picture over a part of the canvas.
  ///
  /// @param picture borrowed
  /// @param from the part of the picture
  /// @param canvas borrowed, BGR0
  /// @param to the part of the canvas
  /// @param opacity from 0 to 1
  /// @throws FfmpegException when the picture cannot be converted
  public void paint(
      VideoFrame picture, Rectangle from, VideoFrame canvas, Rectangle to, double opacity)
      throws FfmpegException {
    try (VideoFrame source = from.of(picture);
        VideoFrame target = to.of(canvas)) {
      if (opacity < 1 || source.format() == PixelFormat.BGRA) {
        blend(source, target, opacity);
      } else if (source.format() != PixelFormat.BGR0) {
        scaler.scale(source, target);
      } else if (sameSize(source, target)) {
        Pixels.copy(source, target); // the canvas's own format: no filter needed
      } else {
        resizer.resize(source, target);
      }
    }
  }

  private static boolean sameSize(VideoFrame from, VideoFrame to) {
    return from.width() == to.width() && from.height() == to.height();
  }

  private void blend(VideoFrame from, VideoFrame to, double opacity) throws FfmpegException {
    FramePool pool = scratchFor(to.width(), to.height()).pool();
    try (VideoFrame scaled = pool.take(from.ptsNs()).orElseThrow()) {
      scaler.scale(from, scaled);
      Pixels.blend(scaled, to, opacity);
    }
  }

  private Scratch scratchFor(int width, int height) {
    Scratch current = scratch;
    if (current == null || current.width() != width || current.height() != height) {
      if (current != null) {
        current.pool().close();
      }
      current =
          new Scratch(
              width, height, new FramePool(PixelFormat.BGRA, ColorSpace.RGB, width, height, 1));
      scratch = current;
    }
    return current;
  }

  @Override
  public void close() {
    scaler.close();
    resizer.close();
    if (scratch != null) {
      scratch.pool().close();
    }
  }
}
