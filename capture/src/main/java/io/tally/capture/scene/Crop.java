// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

/// How much of each edge of a source's picture is left out?
///
/// @param left px of the source, as for the other three
public record Crop(int left, int top, int right, int bottom) {
  /// The whole picture.
  public static final Crop NONE = new Crop(0, 0, 0, 0);

  public Crop {
    if (left < 0 || top < 0 || right < 0 || bottom < 0) {
      throw new IllegalArgumentException(
          "A crop cannot be negative: %d, %d, %d, %d".formatted(left, top, right, bottom));
    }
  }
}
