// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet;

import java.nio.ByteBuffer;

/// What must a receiver know before the first packet of a track?
public sealed interface CodecParameters {
  /// The decoder configuration record, read-only.
  ByteBuffer config();

  /// Coded bit rate that the encoder aims at, bit/s; 0 when unknown.
  int bitrateBps();

  /// A picture track.
  ///
  /// @param width px
  /// @param height px
  /// @param framesPerSecond 0 when unknown
  /// @param config `AVCDecoderConfigurationRecord` (ISO/IEC 14496-15 5.3.3.1)
  record Video(
      VideoCodec codec,
      int width,
      int height,
      double framesPerSecond,
      int bitrateBps,
      ByteBuffer config)
      implements CodecParameters {
    public Video {
      config = config.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer config() {
      return config.duplicate();
    }
  }

  /// A sound track.
  ///
  /// @param sampleRate Hz
  /// @param config `AudioSpecificConfig` (ISO/IEC 14496-3 1.6.2.1)
  record Audio(AudioCodec codec, int sampleRate, int channels, int bitrateBps, ByteBuffer config)
      implements CodecParameters {
    public Audio {
      config = config.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer config() {
      return config.duplicate();
    }
  }
}
