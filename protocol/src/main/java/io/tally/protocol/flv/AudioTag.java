// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import java.nio.ByteBuffer;

/// What does the body of an FLV audio tag bring (FLV 10.1 section E.4.2)?
public sealed interface AudioTag {
  /// The `AudioSpecificConfig`.
  record Config(ByteBuffer record) implements AudioTag {}

  /// One raw AAC frame.
  record Frame(ByteBuffer data) implements AudioTag {}

  /// An empty tag.
  record Nothing() implements AudioTag {}

  /// Reads a tag's body.
  ///
  /// @throws UnsupportedMediaException when the codec is not AAC
  static AudioTag read(ByteBuffer body) throws UnsupportedMediaException {
    var in = body.duplicate();
    if (!in.hasRemaining()) {
      return new Nothing();
    }
    var format = in.get() >> 4 & 0x0F;
    if (format != AudioTagBytes.AAC) {
      throw new UnsupportedMediaException(
          "The sound is coded as %s, but only AAC is taken: choose AAC as the sender's audio encoder."
              .formatted(AudioTagBytes.codecName(format)));
    }
    if (in.remaining() < 2) {
      return new Nothing();
    }
    return switch (in.get()) {
      case AudioTagBytes.CONFIG -> new Config(in.slice());
      case AudioTagBytes.FRAME -> new Frame(in.slice());
      default -> new Nothing();
    };
  }
}
