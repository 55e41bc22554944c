// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.netty.handler.codec.CorruptedFrameException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What does the body of an FLV video tag bring (FLV 10.1 section E.4.3; Enhanced RTMP v2 for H.264
/// with its FourCC)?
public sealed interface VideoTag {
  /// The AVC decoder configuration record.
  record Config(ByteBuffer record) implements VideoTag {}

  /// One picture.
  ///
  /// @param compositionMs pts minus dts
  /// @param nalUnits with lengths before them
  record Picture(boolean keyframe, int compositionMs, ByteBuffer nalUnits) implements VideoTag {}

  /// An end mark, a seek mark or an empty tag.
  record Nothing() implements VideoTag {}

  /// Reads a tag's body.
  ///
  /// @throws UnsupportedMediaException when the codec is not H.264
  static VideoTag read(ByteBuffer body) throws UnsupportedMediaException {
    var in = body.duplicate();
    if (!in.hasRemaining()) {
      return new Nothing();
    }
    var first = in.get() & 0xFF;
    var frameType = first >> 4 & 7;
    if ((first & 0x80) != 0) {
      return enhanced(in, frameType, first & 0x0F);
    }
    if (frameType == VideoTagBytes.COMMAND_FRAME) {
      return new Nothing();
    }
    if ((first & 0x0F) != VideoTagBytes.AVC) {
      throw new UnsupportedMediaException(
          "The picture is coded as %s, but only H.264 is taken: choose H.264 (x264, NVENC or another) as the sender's video encoder."
              .formatted(VideoTagBytes.codecName(first & 0x0F)));
    }
    if (in.remaining() < 4) {
      return new Nothing();
    }
    var packetType = in.get();
    var compositionMs = compositionMs(in);
    return switch (packetType) {
      case VideoTagBytes.CONFIG -> new Config(in.slice());
      case VideoTagBytes.PICTURE -> picture(frameType, compositionMs, in);
      default -> new Nothing();
    };
  }

  private static VideoTag enhanced(ByteBuffer in, int frameType, int packetType)
      throws UnsupportedMediaException {
    if (in.remaining() < 4) {
      throw new CorruptedFrameException("Video tag ends before its FourCC");
    }
    var fourCc = StandardCharsets.ISO_8859_1.decode(in.slice(in.position(), 4)).toString();
    in.position(in.position() + 4);
    if (!fourCc.equals("avc1")) {
      throw new UnsupportedMediaException(
          "The picture is coded as %s, but only H.264 is taken: choose H.264 (x264, NVENC or another) as the sender's video encoder."
              .formatted(fourCc.replaceAll("[^A-Za-z0-9.-]", "?")));
    }
    return switch (packetType) {
      case VideoTagBytes.EX_SEQUENCE_START -> new Config(in.slice());
      case VideoTagBytes.EX_CODED_FRAMES ->
          in.remaining() < 3 ? new Nothing() : picture(frameType, compositionMs(in), in);
      case VideoTagBytes.EX_CODED_FRAMES_X -> picture(frameType, 0, in);
      default -> new Nothing();
    };
  }

  private static VideoTag picture(int frameType, int compositionMs, ByteBuffer in) {
    return new Picture(frameType == VideoTagBytes.KEYFRAME, compositionMs, in.slice());
  }

  /// Three bytes, signed.
  private static int compositionMs(ByteBuffer in) {
    return in.get() << 16 | (in.get() & 0xFF) << 8 | (in.get() & 0xFF);
  }
}
