// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

/// Which part of a screen?
///
/// @param x left edge, px of the screen
/// @param y top edge, px of the screen
/// @param width px
/// @param height px
public record Region(int x, int y, int width, int height) {
  public Region {
    if (x < 0 || y < 0 || width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "A region needs a place from 0 and a positive size, given: %dx%d at %d,%d"
              .formatted(width, height, x, y));
    }
  }

  /// Whether it lies in a screen of this size.
  boolean fits(int screenWidth, int screenHeight) {
    return x + width <= screenWidth && y + height <= screenHeight;
  }

  @Override
  public String toString() {
    return width + "x" + height + " at " + x + "," + y;
  }
}
