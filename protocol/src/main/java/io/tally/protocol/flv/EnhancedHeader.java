// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.VideoCodec;
import java.nio.ByteBuffer;

/// Which bytes begin the body of an enhanced tag (Enhanced RTMP v2, "ExVideoTagHeader",
/// "ExAudioTagHeader")?
final class EnhancedHeader {
  private static final int LONGEST = 10;
  private static final int ENHANCED_VIDEO = 0x80;
  private static final int ONE_TRACK = 0;

  private EnhancedHeader() {}

  static ByteBuffer videoConfig(VideoCodec codec) {
    return video(VideoTagBytes.KEYFRAME, VideoTagBytes.EX_SEQUENCE_START)
        .put(FourCc.bytes(FourCc.of(codec)))
        .flip();
  }

  /// @param compositionMs pts minus dts; told for codecs that reorder pictures, and only when there
  ///   is any
  static ByteBuffer picture(VideoCodec codec, boolean keyframe, int compositionMs) {
    var packetType = packetType(codec, compositionMs);
    var header = video(frameType(keyframe), packetType).put(FourCc.bytes(FourCc.of(codec)));
    return composition(header, packetType, codec, compositionMs).flip();
  }

  /// The header of a further track, which names its codec by FourCC whatever it is.
  static ByteBuffer trackConfig(int track, VideoCodec codec) {
    return video(VideoTagBytes.KEYFRAME, VideoTagBytes.EX_MULTITRACK)
        .put((byte) (ONE_TRACK << 4 | VideoTagBytes.EX_SEQUENCE_START))
        .put(FourCc.bytes(FourCc.of(codec)))
        .put((byte) track)
        .flip();
  }

  /// The picture of a further track.
  static ByteBuffer trackPicture(int track, VideoCodec codec, boolean keyframe, int compositionMs) {
    var packetType = packetType(codec, compositionMs);
    var header =
        video(frameType(keyframe), VideoTagBytes.EX_MULTITRACK)
            .put((byte) (ONE_TRACK << 4 | packetType))
            .put(FourCc.bytes(FourCc.of(codec)))
            .put((byte) track);
    return composition(header, packetType, codec, compositionMs).flip();
  }

  static ByteBuffer audio(int packetType, AudioCodec codec) {
    return ByteBuffer.allocate(5)
        .put((byte) (AudioTagBytes.ENHANCED << 4 | packetType))
        .put(FourCc.bytes(FourCc.of(codec)))
        .flip();
  }

  private static int packetType(VideoCodec codec, int compositionMs) {
    return codec == VideoCodec.AV1 || compositionMs != 0
        ? VideoTagBytes.EX_CODED_FRAMES
        : VideoTagBytes.EX_CODED_FRAMES_X;
  }

  private static int frameType(boolean keyframe) {
    return keyframe ? VideoTagBytes.KEYFRAME : VideoTagBytes.INTER_FRAME;
  }

  private static ByteBuffer video(int frameType, int packetType) {
    return ByteBuffer.allocate(LONGEST).put((byte) (ENHANCED_VIDEO | frameType << 4 | packetType));
  }

  private static ByteBuffer composition(
      ByteBuffer header, int packetType, VideoCodec codec, int compositionMs) {
    if (packetType == VideoTagBytes.EX_CODED_FRAMES && codec != VideoCodec.AV1) {
      header.put((byte) (compositionMs >> 16)).putShort((short) compositionMs);
    }
    return header;
  }
}
