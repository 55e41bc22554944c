// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.picture;

/// Where on the test pattern does each part lie, whatever the picture's size?
///
/// Every place is a fraction of the picture, so that a pattern scaled by any factor is read at the
/// same places.
final class PatternLayout {
  /// Columns and rows of the frame number: 48 blocks, 32 bits of number, then 16 of check.
  static final int CODE_COLUMNS = 24;

  static final int CODE_ROWS = 2;
  static final int NUMBER_BITS = 32;
  static final int CHECK_BITS = 16;

  static final Area CODE = new Area(0, 0, 1, 0.18);
  static final Area LANE = new Area(0, 0.20, 1, 0.44);
  static final Area BARS = new Area(0, 0.46, 1, 0.72);
  static final Area TIMECODE = new Area(0.04, 0.77, 0.70, 0.95);
  static final Area FLASH = new Area(0.76, 0.75, 0.98, 0.97);

  /// A rectangle in fractions of the picture, right and bottom exclusive.
  record Area(double left, double top, double right, double bottom) {
    /// One of `columns` x `rows` equal cells, counted along the rows.
    Area cell(int index, int columns, int rows) {
      double cellWidth = (right - left) / columns;
      double cellHeight = (bottom - top) / rows;
      int row = index / columns;
      double x = left + (index - row * columns) * cellWidth;
      double y = top + row * cellHeight;
      return new Area(x, y, x + cellWidth, y + cellHeight);
    }

    /// The middle of the area; at its edges, codecs and scalers mix in what lies beside it.
    Area middle() {
      double marginX = (right - left) / 4;
      double marginY = (bottom - top) / 4;
      return new Area(left + marginX, top + marginY, right - marginX, bottom - marginY);
    }

    int x(int width) {
      return (int) Math.round(left * width);
    }

    int y(int height) {
      return (int) Math.round(top * height);
    }

    int endX(int width) {
      return (int) Math.round(right * width);
    }

    int endY(int height) {
      return (int) Math.round(bottom * height);
    }
  }

  private PatternLayout() {}

  /// The 48 bits that stand for a frame number: its lower 32 bits, then a CRC-16 (CCITT, from
  /// 0xFFFF) of them. A black and a white picture are not valid codes.
  static long code(long frameNumber) {
    long number = frameNumber & 0xFFFF_FFFFL;
    int crc = 0xFFFF;
    for (int bit = NUMBER_BITS - 1; bit >= 0; bit--) {
      boolean carry = ((crc >> 15 & 1) ^ (number >> bit & 1)) == 1;
      crc = crc << 1 & 0xFFFF;
      if (carry) {
        crc ^= 0x1021;
      }
    }
    return number << CHECK_BITS | crc;
  }
}
