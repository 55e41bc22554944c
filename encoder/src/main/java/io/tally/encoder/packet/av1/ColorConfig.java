// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.av1;

/// How are the samples of an AV1 stream stored (AV1 section 5.5.2)?
///
/// @param bitDepth 8, 10 or 12
/// @param chromaSamplePosition as the stream numbers it; 0 when unknown
public record ColorConfig(
    int bitDepth,
    boolean monochrome,
    boolean subsamplingX,
    boolean subsamplingY,
    int chromaSamplePosition) {
  private static final int HIGH_PROFILE = 1;
  private static final int PROFESSIONAL_PROFILE = 2;
  private static final int UNSPECIFIED = 2;
  private static final int BT709 = 1;
  private static final int SRGB = 13;
  private static final int IDENTITY = 0;

  static ColorConfig read(Bits bits, int profile) {
    boolean deep = bits.flag();
    int bitDepth = deep ? 10 : 8;
    if (profile == PROFESSIONAL_PROFILE && deep && bits.flag()) {
      bitDepth = 12;
    }
    boolean monochrome = profile != HIGH_PROFILE && bits.flag();
    int primaries = UNSPECIFIED;
    int transfer = UNSPECIFIED;
    int matrix = UNSPECIFIED;
    if (bits.flag()) {
      primaries = bits.number(8);
      transfer = bits.number(8);
      matrix = bits.number(8);
    }
    if (monochrome) {
      return new ColorConfig(bitDepth, true, true, true, 0);
    }
    if (primaries == BT709 && transfer == SRGB && matrix == IDENTITY) {
      return new ColorConfig(bitDepth, false, false, false, 0);
    }
    bits.skip(1); // color_range
    boolean x = profile != HIGH_PROFILE;
    boolean y = profile == 0;
    if (bitDepth == 12) {
      x = bits.flag();
      y = x && bits.flag();
    }
    return new ColorConfig(bitDepth, false, x, y, x && y ? bits.number(2) : 0);
  }
}
