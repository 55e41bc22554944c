// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.protocol.codec.AacConfig;
import java.nio.ByteBuffer;
import java.util.List;

/// Which bytes is a frame of sound: AAC with its ADTS header (ISO/IEC 13818-7 section 6.2), Opus
/// with its control header?
final class SoundBytes {
  /// The most that a frame grows by.
  static final int MOST_EXTRA_BYTES = 2 + (1 << 13) / 255;

  private static final int ADTS_BYTES = 7;
  private static final int MOST_ADTS_BYTES = (1 << 13) - 1;
  private static final int LC = 2;
  private static final List<Integer> RATES =
      List.of(
          96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350);
  private static final int OPUS_PREFIX = 0x7FE0;

  private final AudioCodec codec;
  private final int profile;
  private final int rateIndex;
  private final int channels;

  /// @throws CorruptedFrameException when ADTS cannot say what the codec header says
  SoundBytes(CodecParameters.Audio audio) {
    codec = audio.codec();
    if (codec == AudioCodec.OPUS) {
      profile = 0;
      rateIndex = 0;
      channels = 0;
      return;
    }
    var config = AacConfig.read(audio.config());
    var record = config.record();
    var objectType = record.get(record.position()) >> 3 & 0x1F;
    // SBR and parametric stereo are told by their own means inside the frames.
    profile = (objectType <= 4 ? objectType : LC) - 1;
    rateIndex = RATES.indexOf(config.coreSampleRate());
    channels = config.record().getShort(record.position()) >> 3 & 0xF;
    if (rateIndex < 0 || channels == 0 || channels > 7) {
      throw new CorruptedFrameException(
          "AAC of %d Hz in channel configuration %d cannot be written as ADTS"
              .formatted(config.coreSampleRate(), channels));
    }
  }

  /// Writes a frame.
  ///
  /// @throws CorruptedFrameException when it is too long
  void write(EncodedPacket packet, ByteBuffer out) {
    var size = packet.size();
    if (codec == AudioCodec.OPUS) {
      out.putShort((short) OPUS_PREFIX);
      for (var left = size; ; left -= 255) {
        out.put((byte) Math.min(left, 255));
        if (left < 255) {
          break;
        }
      }
    } else {
      var length = size + ADTS_BYTES;
      if (length > MOST_ADTS_BYTES) {
        throw new CorruptedFrameException(
            "AAC frame of %d bytes, at most %d fit into ADTS"
                .formatted(size, MOST_ADTS_BYTES - ADTS_BYTES));
      }
      out.putShort((short) 0xFFF1); // MPEG-4, without a checksum
      out.put((byte) (profile << 6 | rateIndex << 2 | channels >> 2));
      out.put((byte) ((channels & 3) << 6 | length >> 11));
      out.put((byte) (length >> 3));
      out.put((byte) ((length & 7) << 5 | 0x1F));
      out.put((byte) 0xFC); // variable rate, one block
    }
    out.put(packet.data());
  }
}
