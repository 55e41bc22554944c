// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec.bits;

import io.netty.handler.codec.CorruptedFrameException;
import java.nio.ByteBuffer;

/// How large and how fast are the pictures of this sequence parameter set (H.264 section
/// 7.3.2.1.1)?
///
/// @param width px, after cropping
/// @param height px, after cropping
/// @param framesPerSecond 0 when the stream does not say (annex E.2.1)
public record H264Sps(int width, int height, double framesPerSecond) {
  private static final int LARGEST_SIDE_MBS = 1024;

  /// Reads a parameter set.
  ///
  /// @param nalUnit with its header byte
  /// @throws CorruptedFrameException when it cannot be a sequence parameter set
  public static H264Sps read(ByteBuffer nalUnit) {
    var bits = BitReader.ofNalUnit(nalUnit);
    bits.bits(8);
    var profile = bits.bits(8);
    bits.bits(16); // constraint flags and level
    bits.unsignedGolomb(); // seq_parameter_set_id
    var chroma = 1;
    var separatePlanes = false;
    if (hasChromaFormat(profile)) {
      chroma = bits.unsignedGolomb();
      separatePlanes = chroma == 3 && bits.flag();
      bits.unsignedGolomb(); // bit_depth_luma_minus8
      bits.unsignedGolomb(); // bit_depth_chroma_minus8
      bits.bit(); // qpprime_y_zero_transform_bypass_flag
      if (bits.flag()) {
        skipScalingMatrix(bits, chroma);
      }
    }
    skipOrderCount(bits);
    bits.unsignedGolomb(); // max_num_ref_frames
    bits.bit(); // gaps_in_frame_num_value_allowed_flag
    var widthMbs = bits.unsignedGolomb() + 1;
    var heightUnits = bits.unsignedGolomb() + 1;
    if (widthMbs > LARGEST_SIDE_MBS || heightUnits > LARGEST_SIDE_MBS) {
      throw new CorruptedFrameException(
          "Picture of %d × %d macroblocks, at most %d a side are possible"
              .formatted(widthMbs, heightUnits, LARGEST_SIDE_MBS));
    }
    var frames = bits.bit();
    if (frames == 0) {
      bits.bit(); // mb_adaptive_frame_field_flag
    }
    bits.bit(); // direct_8x8_inference_flag
    var width = widthMbs * 16;
    var height = heightUnits * 16 * (2 - frames);
    if (bits.flag()) {
      // Section 7.4.2.1.1: cropping counts in chroma samples, and in fields' lines.
      var subsampled = !separatePlanes && chroma != 0;
      var unitX = subsampled && chroma < 3 ? 2 : 1;
      var unitY = (subsampled && chroma == 1 ? 2 : 1) * (2 - frames);
      width -= unitX * (bits.unsignedGolomb() + bits.unsignedGolomb());
      height -= unitY * (bits.unsignedGolomb() + bits.unsignedGolomb());
    }
    if (width <= 0 || height <= 0) {
      throw new CorruptedFrameException("Cropping leaves nothing of the picture");
    }
    return new H264Sps(width, height, bits.flag() ? VideoUsability.framesPerSecond(bits) : 0);
  }

  private static boolean hasChromaFormat(int profile) {
    return switch (profile) {
      case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
      default -> false;
    };
  }

  private static void skipScalingMatrix(BitReader bits, int chroma) {
    for (var i = 0; i < (chroma == 3 ? 12 : 8); i++) {
      if (bits.flag()) {
        skipScalingList(bits, i < 6 ? 16 : 64);
      }
    }
  }

  /// Section 7.3.2.1.1.1.
  private static void skipScalingList(BitReader bits, int size) {
    var last = 8;
    var next = 8;
    for (var i = 0; i < size; i++) {
      if (next != 0) {
        next = Math.floorMod(last + bits.signedGolomb(), 256);
      }
      last = next == 0 ? last : next;
    }
  }

  private static void skipOrderCount(BitReader bits) {
    bits.unsignedGolomb(); // log2_max_frame_num_minus4
    switch (bits.unsignedGolomb()) {
      case 0 -> bits.unsignedGolomb();
      case 1 -> {
        bits.bit();
        bits.signedGolomb();
        bits.signedGolomb();
        var cycle = bits.unsignedGolomb();
        if (cycle > 255) {
          throw new CorruptedFrameException(
              "Picture order cycle of " + cycle + " frames, at most 255 are possible");
        }
        for (var i = 0; i < cycle; i++) {
          bits.signedGolomb();
        }
      }
      default -> {}
    }
  }
}
