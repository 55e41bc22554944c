// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which pixels does the canvas have when these pictures lie over each other?
///
/// Threads: the compositor's. Keeps a brush per layer, so that a scene that stays costs no set-up.
final class CanvasPainter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CanvasPainter.class);
  private static final int BLACK = 0xFF000000;

  /// A layer with its picture of this tick.
  ///
  /// @param frame borrowed for the tick
  record Picture(Layer layer, VideoFrame frame) {
    /// Whether it is, as it stands, the whole canvas.
    boolean isWhole(CanvasFormat format) {
      return frame.width() == format.width()
          && frame.height() == format.height()
          && layer.crop().equals(Crop.NONE)
          && hides(format);
    }

    /// Whether nothing below it can be seen.
    boolean hides(CanvasFormat format) {
      return layer.opacity() == 1
          && frame.format() != PixelFormat.BGRA
          && LayerGeometry.of(layer, frame, format.width(), format.height())
              .filter(geometry -> geometry.covers(format.width(), format.height()))
              .isPresent();
    }
  }

  private final Map<Layer, LayerBrush> brushes = new HashMap<>();
  private final Set<Layer> refused = new HashSet<>();

  /// Draws pictures over black.
  ///
  /// @param pictures the lowest first, borrowed
  /// @param canvas borrowed, BGRA
  void paint(List<Picture> pictures, CanvasFormat format, VideoFrame canvas) {
    if (pictures.isEmpty() || !pictures.getFirst().hides(format)) {
      Pixels.fill(canvas, BLACK);
    }
    for (Picture picture : pictures) {
      try {
        brushes.computeIfAbsent(picture.layer(), LayerBrush::new).paint(picture.frame(), canvas);
      } catch (FfmpegException e) {
        if (refused.add(picture.layer())) {
          log.warn("{} is not shown: {}", picture.layer().source().name(), e.getMessage());
        }
      }
    }
  }

  /// Frees what was kept for the layers of a scene that is no longer shown.
  void forget() {
    brushes.values().forEach(LayerBrush::close);
    brushes.clear();
    refused.clear();
  }

  @Override
  public void close() {
    forget();
  }
}
