// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.VideoCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What does the body of an FLV video tag bring (FLV 10.1 section E.4.3; Enhanced RTMP v2)?
///
/// End marks, seek marks, HDR metadata, the headers of MPEG-2 transport streams and empty tags
/// bring nothing.
public sealed interface VideoTag {
  /// For which track; 0 where the tag does not number them.
  int track();

  /// The decoder configuration record.
  record Config(int track, VideoCodec codec, ByteBuffer record) implements VideoTag {}

  /// One picture.
  ///
  /// @param compositionMs pts minus dts
  /// @param nanos to add to the tag's timestamp, ns
  /// @param data NAL units with lengths before them, or AV1 units
  record Picture(
      int track, VideoCodec codec, boolean keyframe, int compositionMs, int nanos, ByteBuffer data)
      implements VideoTag {}

  /// Something coded in a way that is not taken here.
  ///
  /// @param sentence what was seen, what is taken, and what to choose
  record Foreign(int track, String sentence) implements VideoTag {}

  /// Reads a tag's body: several things when it holds several tracks.
  ///
  /// @throws CorruptedFrameException when it cannot be such a body
  static List<VideoTag> read(ByteBuffer body) {
    var in = body.slice();
    if (!in.hasRemaining()) {
      return List.of();
    }
    var first = in.get() & 0xFF;
    var frameType = first >> 4 & 7;
    if (frameType == VideoTagBytes.COMMAND_FRAME) {
      return List.of();
    }
    if ((first & 0x80) != 0) {
      return enhanced(EnhancedBody.read(in, first & 0x0F, VideoTagBytes.EX_MULTITRACK), frameType);
    }
    if ((first & 0x0F) != VideoTagBytes.AVC) {
      return List.of(new Foreign(0, foreign(VideoTagBytes.codecName(first & 0x0F))));
    }
    if (in.remaining() < 4) {
      return List.of();
    }
    var packetType = in.get();
    var compositionMs = compositionMs(in);
    return switch (packetType) {
      case VideoTagBytes.CONFIG -> List.of(new Config(0, VideoCodec.H264, in.slice()));
      case VideoTagBytes.PICTURE ->
          List.of(
              new Picture(
                  0,
                  VideoCodec.H264,
                  frameType == VideoTagBytes.KEYFRAME,
                  compositionMs,
                  0,
                  in.slice()));
      default -> List.of();
    };
  }

  private static List<VideoTag> enhanced(EnhancedBody body, int frameType) {
    var brought = new ArrayList<VideoTag>();
    for (var part : body.parts()) {
      var codec = FourCc.video(part.fourCc());
      if (codec.isEmpty()) {
        brought.add(new Foreign(part.track(), foreign(FourCc.shown(part.fourCc()))));
        continue;
      }
      var keyframe = frameType == VideoTagBytes.KEYFRAME;
      var data = part.data();
      switch (body.packetType()) {
        case VideoTagBytes.EX_SEQUENCE_START ->
            brought.add(new Config(part.track(), codec.get(), data));
        case VideoTagBytes.EX_CODED_FRAMES -> {
          var timed = codec.get() != VideoCodec.AV1; // which is never reordered
          if (!timed || data.remaining() >= 3) {
            var compositionMs = timed ? compositionMs(data) : 0;
            brought.add(
                new Picture(
                    part.track(),
                    codec.get(),
                    keyframe,
                    compositionMs,
                    body.nanos(),
                    data.slice()));
          }
        }
        case VideoTagBytes.EX_CODED_FRAMES_X ->
            brought.add(new Picture(part.track(), codec.get(), keyframe, 0, body.nanos(), data));
        default -> {} // an end, metadata, a transport stream's header, or what is not known yet
      }
    }
    return brought;
  }

  private static String foreign(String codec) {
    return "The picture is coded as %s, but only H.264, HEVC and AV1 are taken: choose H.264 (x264, NVENC or another) as the sender's video encoder."
        .formatted(codec);
  }

  /// Three bytes, signed.
  private static int compositionMs(ByteBuffer in) {
    return in.get() << 16 | (in.get() & 0xFF) << 8 | (in.get() & 0xFF);
  }
}
