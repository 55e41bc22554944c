// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import java.nio.ByteOrder;
import java.util.Optional;

/// How does a device code its samples?
///
/// @param sampleFormat FFmpeg's name of the sample format
/// @param bytes of one sample of one channel
record Pcm(String sampleFormat, int bytes) {
  /// The coding by FFmpeg's name of it; empty for one that no device of ours should give.
  static Optional<Pcm> of(String codecName) {
    String end = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "le" : "be";
    return switch (codecName.endsWith(end)
        ? codecName.substring(0, codecName.length() - 2)
        : codecName) {
      case "pcm_u8" -> Optional.of(new Pcm("u8", 1));
      case "pcm_s16" -> Optional.of(new Pcm("s16", 2));
      case "pcm_s32" -> Optional.of(new Pcm("s32", 4));
      case "pcm_f32" -> Optional.of(new Pcm("flt", 4));
      default -> Optional.empty();
    };
  }
}
