// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import java.nio.ByteBuffer;
import java.util.List;

/// Which FLV tag body carries this packet or codec header (FLV 10.1 sections E.4.2 and E.4.3)?
///
/// Bodies come in two parts, the tag's own bytes and the packet's, so that nothing is copied here.
public final class TagBodies {
  private static final long NS_PER_MS = 1_000_000;

  private TagBodies() {}

  /// The tag that a decoder needs before the first packet of its track.
  public static List<ByteBuffer> config(CodecParameters parameters) {
    return switch (parameters) {
      case CodecParameters.Video video ->
          List.of(video(VideoTagBytes.KEYFRAME, VideoTagBytes.CONFIG, 0), video.config());
      case CodecParameters.Audio audio -> List.of(audio(AudioTagBytes.CONFIG), audio.config());
    };
  }

  /// The tag of one packet, which shares the packet's bytes.
  public static List<ByteBuffer> packet(EncodedPacket packet) {
    if (packet.track() == Track.AUDIO) {
      return List.of(audio(AudioTagBytes.FRAME), packet.data());
    }
    // Both times are rounded alike, so that pts steps stay as even as milliseconds let them.
    var compositionMs = (int) (milliseconds(packet.ptsNs()) - milliseconds(packet.dtsNs()));
    var frameType = packet.keyframe() ? VideoTagBytes.KEYFRAME : VideoTagBytes.INTER_FRAME;
    return List.of(video(frameType, VideoTagBytes.PICTURE, compositionMs), packet.data());
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
