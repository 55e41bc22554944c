// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec.bits;

import io.netty.handler.codec.CorruptedFrameException;
import java.nio.ByteBuffer;

/// How large are the pictures of this sequence parameter set (H.265 section 7.3.2.2)?
///
/// @param width px, after cropping
/// @param height px, after cropping
public record HevcSps(int width, int height) {
  private static final int LARGEST_SIDE = 16_384;
  private static final int GENERAL_BITS = 88; // profile, H.265 section 7.3.3
  private static final int LEVEL_BITS = 8;
  private static final int MOST_SUB_LAYERS = 8;

  /// Reads a parameter set.
  ///
  /// @param nalUnit with its header
  /// @throws CorruptedFrameException when it cannot be a sequence parameter set
  public static HevcSps read(ByteBuffer nalUnit) {
    var bits = BitReader.ofNalUnit(nalUnit);
    bits.bits(16 + 4); // header, sps_video_parameter_set_id
    var subLayers = bits.bits(3);
    bits.bit(); // sps_temporal_id_nesting_flag
    skipProfileTierLevel(bits, subLayers);
    bits.unsignedGolomb(); // sps_seq_parameter_set_id
    var chroma = bits.unsignedGolomb();
    var separatePlanes = chroma == 3 && bits.flag();
    var width = bits.unsignedGolomb();
    var height = bits.unsignedGolomb();
    if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
      throw new CorruptedFrameException(
          "Picture of %d × %d px, at most %d a side are possible"
              .formatted(width, height, LARGEST_SIDE));
    }
    if (bits.flag()) {
      // Section 7.4.3.2.1: the window counts in chroma samples.
      var subsampled = !separatePlanes && chroma != 0;
      var unitX = subsampled && chroma < 3 ? 2 : 1;
      var unitY = subsampled && chroma == 1 ? 2 : 1;
      width -= unitX * (bits.unsignedGolomb() + bits.unsignedGolomb());
      height -= unitY * (bits.unsignedGolomb() + bits.unsignedGolomb());
    }
    if (width <= 0 || height <= 0) {
      throw new CorruptedFrameException("Cropping leaves nothing of the picture");
    }
    return new HevcSps(width, height);
  }

  private static void skipProfileTierLevel(BitReader bits, int subLayers) {
    skip(bits, GENERAL_BITS + LEVEL_BITS);
    var present = new boolean[2 * subLayers];
    for (var i = 0; i < present.length; i++) {
      present[i] = bits.flag();
    }
    if (subLayers > 0) {
      skip(bits, 2 * (MOST_SUB_LAYERS - subLayers));
    }
    for (var i = 0; i < present.length; i += 2) {
      skip(bits, (present[i] ? GENERAL_BITS : 0) + (present[i + 1] ? LEVEL_BITS : 0));
    }
  }

  private static void skip(BitReader bits, int count) {
    for (var i = 0; i < count; i++) {
      bits.bit();
    }
  }
}
