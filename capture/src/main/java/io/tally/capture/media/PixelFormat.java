// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.media;

/// How are the samples of a picture laid out in memory?
public enum PixelFormat {
  /// One plane, four bytes a pixel: blue, green, red, alpha. The canvas's own format.
  BGRA(1),
  /// One plane, four bytes a pixel: blue, green, red, and a byte without meaning. What screens
  /// give.
  BGR0(1),
  /// One plane, three bytes a pixel: blue, green, red. What cameras decoded from JPEG give.
  BGR24(1),
  /// One plane, two bytes a pixel: Y0 U Y1 V. What most USB cameras give uncompressed.
  YUYV422(1),
  /// Three planes: Y, then U and V at half the width and height. What H.264 carries.
  YUV420P(3),
  /// Three planes: Y, then U and V at half the width.
  YUV422P(3),
  /// Three planes of full size: Y, U, V.
  YUV444P(3),
  /// Two planes: Y, then U and V interleaved at half the width and height. What hardware codecs
  /// take.
  NV12(2);

  private final int planes;

  PixelFormat(int planes) {
    this.planes = planes;
  }

  /// How many planes a picture of this format has.
  public int planes() {
    return planes;
  }

  /// Bytes that one row of a plane needs, without padding.
  ///
  /// @param plane the plane, from 0
  /// @param width the picture's width in px
  public int rowBytes(int plane, int width) {
    int half = (width + 1) / 2;
    return switch (this) {
      case BGRA, BGR0 -> width * 4;
      case BGR24 -> width * 3;
      case YUYV422 -> half * 4;
      case YUV420P, YUV422P -> plane == 0 ? width : half;
      case YUV444P -> width;
      case NV12 -> plane == 0 ? width : half * 2;
    };
  }

  /// Rows that a plane has.
  ///
  /// @param plane the plane, from 0
  /// @param height the picture's height in px
  public int rows(int plane, int height) {
    return (this == YUV420P || this == NV12) && plane > 0 ? (height + 1) / 2 : height;
  }
}
