// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

/// Which part of the canvas does a layer have, and how does its picture fill it?
///
/// In fractions of the canvas, so that a scene looks the same at every canvas size; a layer may
/// reach over the edges.
///
/// @param x left edge, 0 is the canvas's left, 1 its right
/// @param y top edge, 0 is the canvas's top, 1 its bottom
/// @param width in canvas widths, more than 0
/// @param height in canvas heights, more than 0
public record Placement(double x, double y, double width, double height, Fit fit) {
  /// What happens when the picture's aspect is not the box's.
  public enum Fit {
    /// The whole picture, centred; what is free of the box stays as it is below.
    CONTAIN,
    /// The whole box; what is too much of the picture is cut off on both sides.
    COVER,
    /// The whole picture in the whole box, distorted.
    STRETCH
  }

  /// The whole canvas.
  public static final Placement FULL = new Placement(0, 0, 1, 1, Fit.CONTAIN);

  /// The lower right corner, a quarter of the canvas wide and high, with a small margin.
  public static final Placement CORNER = new Placement(0.73, 0.72, 0.25, 0.25, Fit.CONTAIN);

  public Placement {
    boolean finite =
        Double.isFinite(x)
            && Double.isFinite(y)
            && Double.isFinite(width)
            && Double.isFinite(height);
    if (!finite || width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "A layer's place needs a positive size, given: %s, %s, %s x %s"
              .formatted(x, y, width, height));
    }
  }
}
