// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.AudioCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What does the body of an FLV audio tag bring (FLV 10.1 section E.4.2; Enhanced RTMP v2)?
///
/// End marks, the order of channels and empty tags bring nothing.
public sealed interface AudioTag {
  /// For which track; 0 where the tag does not number them.
  int track();

  /// The codec header: `AudioSpecificConfig` of AAC, identification header of Opus.
  record Config(int track, AudioCodec codec, ByteBuffer record) implements AudioTag {}

  /// One raw AAC frame or Opus packet.
  ///
  /// @param nanos to add to the tag's timestamp, ns
  record Frame(int track, AudioCodec codec, int nanos, ByteBuffer data) implements AudioTag {}

  /// Something coded in a way that is not taken here.
  ///
  /// @param sentence what was seen, what is taken, and what to choose
  record Foreign(int track, String sentence) implements AudioTag {}

  /// Reads a tag's body: several things when it holds several tracks.
  ///
  /// @throws CorruptedFrameException when it cannot be such a body
  static List<AudioTag> read(ByteBuffer body) {
    var in = body.slice();
    if (!in.hasRemaining()) {
      return List.of();
    }
    var first = in.get() & 0xFF;
    var format = first >> 4;
    if (format == AudioTagBytes.ENHANCED) {
      return enhanced(EnhancedBody.read(in, first & 0x0F, AudioTagBytes.EX_MULTITRACK));
    }
    if (format != AudioTagBytes.AAC) {
      return List.of(new Foreign(0, foreign(AudioTagBytes.codecName(format))));
    }
    if (in.remaining() < 2) {
      return List.of();
    }
    return switch (in.get()) {
      case AudioTagBytes.CONFIG -> List.of(new Config(0, AudioCodec.AAC, in.slice()));
      case AudioTagBytes.FRAME -> List.of(new Frame(0, AudioCodec.AAC, 0, in.slice()));
      default -> List.of();
    };
  }

  private static List<AudioTag> enhanced(EnhancedBody body) {
    var brought = new ArrayList<AudioTag>();
    for (var part : body.parts()) {
      var codec = FourCc.audio(part.fourCc());
      if (codec.isEmpty()) {
        brought.add(new Foreign(part.track(), foreign(FourCc.shown(part.fourCc()))));
        continue;
      }
      switch (body.packetType()) {
        case AudioTagBytes.EX_SEQUENCE_START ->
            brought.add(new Config(part.track(), codec.get(), part.data()));
        case AudioTagBytes.EX_CODED_FRAMES ->
            brought.add(new Frame(part.track(), codec.get(), body.nanos(), part.data()));
        default -> {} // an end, the order of channels, or what is not known yet
      }
    }
    return brought;
  }

  private static String foreign(String codec) {
    return "The sound is coded as %s, but only AAC and Opus are taken: choose AAC as the sender's audio encoder."
        .formatted(codec);
  }
}
