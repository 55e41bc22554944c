// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import java.nio.ByteBuffer;
import java.util.List;

/// Which FLV tag body carries this packet or codec header (FLV 10.1 sections E.4.2 and E.4.3,
/// Enhanced RTMP v2)?
///
/// H.264 and AAC keep the form that every server knows, the others have a FourCC. Bodies come in
/// two parts, the tag's own bytes and the packet's, so that nothing is copied here.
public final class TagBodies {
  private static final long NS_PER_MS = 1_000_000;

  private TagBodies() {}

  /// The tag that a decoder needs before the first packet of its track.
  public static List<ByteBuffer> config(CodecParameters parameters) {
    return switch (parameters) {
      case CodecParameters.Video video ->
          List.of(
              video.codec() == VideoCodec.H264
                  ? video(VideoTagBytes.KEYFRAME, VideoTagBytes.CONFIG, 0)
                  : EnhancedHeader.videoConfig(video.codec()),
              video.config());
      case CodecParameters.Audio audio ->
          List.of(
              audio.codec() == AudioCodec.AAC
                  ? audio(AudioTagBytes.CONFIG)
                  : EnhancedHeader.audio(AudioTagBytes.EX_SEQUENCE_START, audio.codec()),
              audio.config());
    };
  }

  /// The tag of one packet, which shares the packet's bytes.
  ///
  /// @param track what the packet is of
  public static List<ByteBuffer> packet(EncodedPacket packet, CodecParameters track) {
    return switch (track) {
      case CodecParameters.Video video -> List.of(picture(packet, video.codec()), packet.data());
      case CodecParameters.Audio audio ->
          List.of(
              audio.codec() == AudioCodec.AAC
                  ? audio(AudioTagBytes.FRAME)
                  : EnhancedHeader.audio(AudioTagBytes.EX_CODED_FRAMES, audio.codec()),
              packet.data());
    };
  }

  /// The tag of one packet of a programme.
  ///
  /// @throws IllegalArgumentException when the programme has no such track
  public static List<ByteBuffer> packet(EncodedPacket packet, StreamParameters programme) {
    CodecParameters track = packet.track() == Track.VIDEO ? programme.video() : programme.audio();
    if (track == null) {
      throw new IllegalArgumentException("The programme has no track for " + packet.track());
    }
    return packet(packet, track);
  }

  private static ByteBuffer picture(EncodedPacket packet, VideoCodec codec) {
    if (codec != VideoCodec.H264) {
      return EnhancedHeader.picture(codec, packet.keyframe(), compositionMs(packet));
    }
    var frameType = packet.keyframe() ? VideoTagBytes.KEYFRAME : VideoTagBytes.INTER_FRAME;
    return video(frameType, VideoTagBytes.PICTURE, compositionMs(packet));
  }

  /// Both times are rounded alike, so that pts steps stay as even as milliseconds let them.
  static int compositionMs(EncodedPacket packet) {
    return (int) (milliseconds(packet.ptsNs()) - milliseconds(packet.dtsNs()));
  }

  /// The millisecond nearest to a time; ties go up.
  public static long milliseconds(long timeNs) {
    return Math.floorDiv(timeNs + NS_PER_MS / 2, NS_PER_MS);
  }

  private static ByteBuffer video(int frameType, int packetType, int compositionMs) {
    return ByteBuffer.allocate(5)
        .put((byte) (frameType << 4 | VideoTagBytes.AVC))
        .put((byte) packetType)
        .put((byte) (compositionMs >> 16))
        .putShort((short) compositionMs)
        .flip();
  }

  private static ByteBuffer audio(int packetType) {
    return ByteBuffer.wrap(new byte[] {AudioTagBytes.AAC_HEADER, (byte) packetType});
  }
}
