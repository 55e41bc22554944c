// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.media;

/// Which matrix and range turn the samples of a picture into light?
public enum ColorSpace {
  /// Red, green and blue from 0 to 255.
  RGB,
  /// BT.601 luma and chroma, Y from 16 to 235.
  BT601_LIMITED,
  /// BT.601 luma and chroma, Y from 0 to 255 (JPEG).
  BT601_FULL,
  /// BT.709 luma and chroma, Y from 16 to 235. What Tally encodes.
  BT709_LIMITED,
  /// BT.709 luma and chroma, Y from 0 to 255.
  BT709_FULL
}
