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
  /// @param config what the sample entry's box of ISO base media holds:
  ///   - H.264: `AVCDecoderConfigurationRecord` (avcC, ISO/IEC 14496-15 5.3.3.1)
  ///   - HEVC: `HEVCDecoderConfigurationRecord` (hvcC, ISO/IEC 14496-15 8.3.3.1) with all parameter
  ///     sets, arrays marked complete
  ///   - AV1: `AV1CodecConfigurationRecord` (av1C, AV1-ISOBMFF 2.3) with the sequence header
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
  /// @param sampleRate Hz; 48 000 for Opus, whatever the header says of its source
  /// @param config
  ///   - AAC: `AudioSpecificConfig` (ISO/IEC 14496-3 1.6.2.1)
  ///   - Opus: the identification header as in Ogg (RFC 7845 5.1), which is what Enhanced RTMP
  ///     carries: "OpusHead", version 1, channels, pre-skip (16 bits), source's rate (32 bits),
  ///     gain (16 bits), mapping family 0; numbers little-endian. ISO base media's dOps box is the
  ///     same from the channels on, with version 0 and numbers big-endian
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
