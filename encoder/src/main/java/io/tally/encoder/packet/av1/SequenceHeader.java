// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.av1;

import java.nio.ByteBuffer;
import java.util.Optional;

/// What do all pictures of an AV1 stream have in common (AV1 section 5.5)?
///
/// @param width of the largest picture, px
/// @param height of the largest picture, px
/// @param level of the first operating point, as its index (annex A.3)
/// @param color how samples are stored
/// @param frames what reading a frame header needs
public record SequenceHeader(
    int width,
    int height,
    int profile,
    int level,
    boolean highTier,
    ColorConfig color,
    FrameSyntax frames) {
  static final int EACH_FRAME_SAYS = 2;
  private static final int LAST_LEVEL_WITHOUT_TIERS = 7;

  /// Which fields has a frame header (AV1 section 5.9.2)?
  ///
  /// @param reduced a still picture with a short header
  /// @param decoderModel frames carry times of a decoder model
  /// @param screenContent 0 never, 1 always, 2 each frame says
  /// @param integerMotion 0 never, 1 always, 2 each frame says
  /// @param frameIdBits 0 when frames are not numbered
  /// @param orderHintBits 0 when there are none
  public record FrameSyntax(
      boolean reduced,
      boolean decoderModel,
      int screenContent,
      int integerMotion,
      int frameIdBits,
      int orderHintBits) {}

  /// Finds and reads the header among the units of a packet or of an av1C; empty when there is
  /// none.
  ///
  /// @throws IllegalArgumentException when the units or the header are damaged
  public static Optional<SequenceHeader> find(ByteBuffer units) {
    ObuReader obu = new ObuReader(units);
    while (obu.next()) {
      if (obu.type() == ObuReader.SEQUENCE_HEADER) {
        return Optional.of(read(new Bits(obu.payload())));
      }
    }
    return Optional.empty();
  }

  private record Point(int level, boolean highTier, boolean decoderModel) {}

  private static SequenceHeader read(Bits bits) {
    int profile = bits.number(3);
    bits.skip(1); // still_picture
    boolean reduced = bits.flag();
    Point point = reduced ? new Point(bits.number(5), false, false) : firstPoint(bits);
    int widthBits = bits.number(4) + 1;
    int heightBits = bits.number(4) + 1;
    int width = bits.number(widthBits) + 1;
    int height = bits.number(heightBits) + 1;
    FrameSyntax frames = frameSyntax(bits, reduced, point.decoderModel());
    bits.skip(3); // superres, cdef, restoration
    ColorConfig color = ColorConfig.read(bits, profile);
    return new SequenceHeader(
        width, height, profile, point.level(), point.highTier(), color, frames);
  }

  private static Point firstPoint(Bits bits) {
    int delayBits = 0;
    boolean decoderModel = false;
    if (bits.flag()) { // timing_info_present_flag
      bits.skip(64);
      if (bits.flag()) { // equal_picture_interval
        bits.skipUvlc();
      }
      decoderModel = bits.flag();
      if (decoderModel) {
        delayBits = bits.number(5) + 1;
        bits.skip(32 + 5 + 5);
      }
    }
    boolean displayDelay = bits.flag();
    int points = bits.number(5) + 1;
    Point first = null;
    for (int i = 0; i < points; i++) {
      bits.skip(12); // operating_point_idc
      int level = bits.number(5);
      boolean highTier = level > LAST_LEVEL_WITHOUT_TIERS && bits.flag();
      if (first == null) {
        first = new Point(level, highTier, decoderModel);
      }
      if (decoderModel && bits.flag()) {
        bits.skip(2 * delayBits + 1);
      }
      if (displayDelay && bits.flag()) {
        bits.skip(4);
      }
    }
    return first == null ? new Point(0, false, decoderModel) : first;
  }

  private static FrameSyntax frameSyntax(Bits bits, boolean reduced, boolean decoderModel) {
    int frameIdBits = 0;
    if (!reduced && bits.flag()) {
      int deltaBits = bits.number(4) + 2;
      frameIdBits = bits.number(3) + deltaBits + 1;
    }
    bits.skip(3); // 128x128 superblocks, filter intra, intra edge filter
    if (reduced) {
      return new FrameSyntax(true, false, EACH_FRAME_SAYS, EACH_FRAME_SAYS, 0, 0);
    }
    bits.skip(4); // interintra, masked compound, warped motion, dual filter
    boolean orderHint = bits.flag();
    if (orderHint) {
      bits.skip(2); // jnt_comp, ref_frame_mvs
    }
    int screenContent = bits.flag() ? EACH_FRAME_SAYS : bits.number(1);
    int integerMotion = EACH_FRAME_SAYS;
    if (screenContent > 0) {
      integerMotion = bits.flag() ? EACH_FRAME_SAYS : bits.number(1);
    }
    int orderHintBits = orderHint ? bits.number(3) + 1 : 0;
    return new FrameSyntax(
        false, decoderModel, screenContent, integerMotion, frameIdBits, orderHintBits);
  }
}
