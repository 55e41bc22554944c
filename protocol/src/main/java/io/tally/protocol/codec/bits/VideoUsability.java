// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec.bits;

/// What does the video usability information say of the frame rate (H.264 annex E.1.1)?
final class VideoUsability {
  private static final int EXTENDED_ASPECT = 255;

  private VideoUsability() {}

  /// Reads up to the frame rate.
  ///
  /// @param bits at the start of `vui_parameters`
  /// @return 0 when it says nothing
  static double framesPerSecond(BitReader bits) {
    if (bits.flag() && bits.bits(8) == EXTENDED_ASPECT) {
      bits.bits(32);
    }
    if (bits.flag()) {
      bits.bit(); // overscan_appropriate_flag
    }
    if (bits.flag()) {
      bits.bits(4); // video_format, video_full_range_flag
      if (bits.flag()) {
        bits.bits(24); // colour description
      }
    }
    if (bits.flag()) {
      bits.unsignedGolomb(); // chroma_sample_loc_type_top_field
      bits.unsignedGolomb(); // and bottom
    }
    if (!bits.flag()) {
      return 0;
    }
    var tick = Integer.toUnsignedLong(bits.bits(32));
    var scale = Integer.toUnsignedLong(bits.bits(32));
    // One frame is two ticks (E.2.1, note on time_scale).
    return tick == 0 ? 0 : scale / (2.0 * tick);
  }
}
