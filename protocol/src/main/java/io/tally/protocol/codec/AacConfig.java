// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.AudioCodec;
import io.tally.protocol.codec.bits.BitReader;
import java.nio.ByteBuffer;

/// What does an `AudioSpecificConfig` say (ISO/IEC 14496-3 section 1.6.2.1)?
///
/// @param record the whole record, read-only
/// @param sampleRate of the sound that comes out, Hz
/// @param coreSampleRate of the coded samples, Hz; half of the other with explicit SBR
/// @param frameSamples coded samples in one frame
public record AacConfig(
    ByteBuffer record, int sampleRate, int coreSampleRate, int channels, int frameSamples)
    implements AudioConfig {
  private static final int[] RATES = {
    96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350
  };
  private static final int EXPLICIT_RATE = 15;
  private static final int SBR = 5;
  private static final int PARAMETRIC_STEREO = 29;

  /// Reads a record.
  ///
  /// @throws CorruptedFrameException when it cannot be such a record
  public static AacConfig read(ByteBuffer bytes) {
    var bits = BitReader.of(bytes);
    var objectType = objectType(bits);
    var core = rate(bits);
    var layout = bits.bits(4);
    var rate = core;
    if (objectType == SBR || objectType == PARAMETRIC_STEREO) {
      rate = rate(bits);
      objectType(bits);
    }
    var channels = objectType == PARAMETRIC_STEREO ? 2 : channels(layout);
    // GASpecificConfig begins with frameLengthFlag: 960 samples instead of 1024.
    var frameSamples = bits.flag() ? 960 : 1024;
    return new AacConfig(bytes.slice().asReadOnlyBuffer(), rate, core, channels, frameSamples);
  }

  @Override
  public AudioCodec codec() {
    return AudioCodec.AAC;
  }

  @Override
  public int frameSamples(ByteBuffer frame) {
    return frameSamples;
  }

  private static int objectType(BitReader bits) {
    var type = bits.bits(5);
    return type == 31 ? 32 + bits.bits(6) : type;
  }

  private static int rate(BitReader bits) {
    var index = bits.bits(4);
    var rate = index == EXPLICIT_RATE ? bits.bits(24) : index < RATES.length ? RATES[index] : 0;
    if (rate == 0) {
      throw new CorruptedFrameException("AAC header names no sample rate (index " + index + ")");
    }
    return rate;
  }

  private static int channels(int layout) {
    return switch (layout) {
      case 1, 2, 3, 4, 5, 6 -> layout;
      case 7, 12, 14 -> 8;
      case 11 -> 7;
      default ->
          throw new CorruptedFrameException(
              "AAC header has channel configuration %d, expected 1 to 7".formatted(layout));
    };
  }
}
