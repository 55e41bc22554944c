// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.util.Optional;

/// Which pixels of a source's picture go to which pixels of the canvas?
///
/// @param from part of the source's picture
/// @param to part of the canvas, wholly inside it
record LayerGeometry(Rectangle from, Rectangle to) {
  /// Where a layer's picture goes; empty when none of it is on the canvas.
  static Optional<LayerGeometry> of(Layer layer, VideoFrame frame, int width, int height) {
    Crop crop = layer.crop();
    double fromX = crop.left();
    double fromY = crop.top();
    double fromWidth = frame.width() - crop.left() - crop.right();
    double fromHeight = frame.height() - crop.top() - crop.bottom();
    if (fromWidth <= 0 || fromHeight <= 0) {
      return Optional.empty();
    }
    Placement place = layer.placement();
    double toX = place.x() * width;
    double toY = place.y() * height;
    double toWidth = place.width() * width;
    double toHeight = place.height() * height;
    double scaleX = toWidth / fromWidth;
    double scaleY = toHeight / fromHeight;
    switch (place.fit()) {
      case CONTAIN -> {
        double scale = Math.min(scaleX, scaleY);
        toX += (toWidth - fromWidth * scale) / 2;
        toY += (toHeight - fromHeight * scale) / 2;
        toWidth = fromWidth * scale;
        toHeight = fromHeight * scale;
      }
      case COVER -> {
        double scale = Math.max(scaleX, scaleY);
        fromX += (fromWidth - toWidth / scale) / 2;
        fromY += (fromHeight - toHeight / scale) / 2;
        fromWidth = toWidth / scale;
        fromHeight = toHeight / scale;
      }
      case STRETCH -> {}
    }
    Span across = Span.clip(fromX, fromWidth, toX, toWidth, width, frame.width(), evenX(frame));
    Span down = Span.clip(fromY, fromHeight, toY, toHeight, height, frame.height(), evenY(frame));
    if (across.toLength <= 0 || down.toLength <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new LayerGeometry(
            new Rectangle(across.from, down.from, across.fromLength, down.fromLength),
            new Rectangle(across.to, down.to, across.toLength, down.toLength)));
  }

  /// Whether the canvas shows nothing below this layer's picture.
  boolean covers(int width, int height) {
    return to.equals(new Rectangle(0, 0, width, height));
  }

  /// Whether two neighbours in a row share a colour sample, so that a part must begin evenly.
  private static boolean evenX(VideoFrame frame) {
    return switch (frame.format()) {
      case BGRA, BGR0, BGR24, YUV444P -> false;
      case YUYV422, YUV420P, YUV422P, NV12 -> true;
    };
  }

  private static boolean evenY(VideoFrame frame) {
    return frame.format() == PixelFormat.YUV420P || frame.format() == PixelFormat.NV12;
  }

  /// One axis, in whole pixels: what lies off the canvas is cut from both sides of the mapping.
  private record Span(int from, int fromLength, int to, int toLength) {
    static Span clip(
        double from,
        double fromLength,
        double to,
        double toLength,
        int canvas,
        int picture,
        boolean even) {
      int start = (int) Math.max(0, Math.round(to));
      int end = (int) Math.min(canvas, Math.round(to + toLength));
      if (end <= start) {
        return new Span(0, 0, 0, 0);
      }
      double scale = fromLength / toLength;
      int first = (int) Math.round(from + Math.max(0, -to) * scale);
      int last = (int) Math.round(from + fromLength - Math.max(0, to + toLength - canvas) * scale);
      first = Math.clamp(first, 0, picture - 1);
      if (even) {
        first &= ~1;
      }
      last = Math.clamp(last, first + 1, picture);
      return new Span(first, last - first, start, end - start);
    }
  }
}
