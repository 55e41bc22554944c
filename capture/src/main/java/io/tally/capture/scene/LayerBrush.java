// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

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
final class LayerBrush implements AutoCloseable {
  private final Layer layer;
  private final PictureScaler scaler = new PictureScaler(PictureScaler.Quality.GOOD);
  private @Nullable Scratch scratch;

  private record Scratch(int width, int height, FramePool pool) {}

  LayerBrush(Layer layer) {
    this.layer = layer;
  }

  /// Draws the part of a picture that the layer shows; nothing when it lies off the canvas.
  ///
  /// @param picture borrowed
  /// @param canvas borrowed, BGRA
  void paint(VideoFrame picture, VideoFrame canvas) throws FfmpegException {
    LayerGeometry geometry =
        LayerGeometry.of(layer, picture, canvas.width(), canvas.height()).orElse(null);
    if (geometry == null) {
      return;
    }
    try (VideoFrame from = geometry.from().of(picture);
        VideoFrame to = geometry.to().of(canvas)) {
      if (layer.opacity() < 1 || from.format() == PixelFormat.BGRA) {
        blend(from, to);
      } else if (sameSize(from, to) && from.format() == PixelFormat.BGR0) {
        Pixels.copyOpaque(from, to); // no filter needed
      } else {
        scaler.scale(from, to);
      }
    }
  }

  private static boolean sameSize(VideoFrame from, VideoFrame to) {
    return from.width() == to.width() && from.height() == to.height();
  }

  private void blend(VideoFrame from, VideoFrame to) throws FfmpegException {
    FramePool pool = scratchFor(to.width(), to.height()).pool();
    try (VideoFrame scaled = pool.take(from.ptsNs()).orElseThrow()) {
      scaler.scale(from, scaled);
      Pixels.blend(scaled, to, layer.opacity());
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
    if (scratch != null) {
      scratch.pool().close();
    }
  }
}
