// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.AudioCodec;
import java.nio.ByteBuffer;

/// What does the codec header of a sound track say, and how long do its frames last?
public sealed interface AudioConfig permits AacConfig, OpusConfig {
  /// Reads a header.
  ///
  /// @throws CorruptedFrameException when it cannot be one of this codec
  static AudioConfig read(AudioCodec codec, ByteBuffer record) {
    return switch (codec) {
      case AAC -> AacConfig.read(record);
      case OPUS -> OpusConfig.read(record);
    };
  }

  /// How the track is coded.
  AudioCodec codec();

  /// The whole header, read-only.
  ByteBuffer record();

  /// Of the sound that comes out, Hz.
  int sampleRate();

  /// Of the coded samples, in which [#frameSamples] counts, Hz.
  int coreSampleRate();

  int channels();

  /// How many samples of a channel a frame has.
  ///
  /// @throws CorruptedFrameException when the frame cannot be one of this codec
  int frameSamples(ByteBuffer frame);
}
