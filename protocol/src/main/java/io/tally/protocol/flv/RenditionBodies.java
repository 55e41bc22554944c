// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import java.nio.ByteBuffer;
import java.util.List;

/// Which FLV tag bodies carry a further rendition of the picture beside the programme (Enhanced
/// RTMP v2, "Multitrack Streaming")?
///
/// The programme itself goes out by [TagBodies], as track 0 without a number, so that a server that
/// knows no tracks takes it all the same. Each further one has a tag to itself ("one track"). To be
/// sent only to a server whose capsEx has the multitrack bit.
public final class RenditionBodies {
  private static final int MOST = 255;

  private final int track;
  private final CodecParameters.Video rendition;

  /// @param track 1 to 255, each rendition its own
  public RenditionBodies(int track, CodecParameters.Video rendition) {
    if (track < 1 || track > MOST) {
      throw new IllegalArgumentException(
          "A further track cannot have the number %d; give 1 to %d".formatted(track, MOST));
    }
    this.track = track;
    this.rendition = rendition;
  }

  /// The tag that a decoder needs before the first packet.
  public List<ByteBuffer> config() {
    return List.of(EnhancedHeader.trackConfig(track, rendition.codec()), rendition.config());
  }

  /// The tag of one packet, which shares the packet's bytes.
  public List<ByteBuffer> packet(EncodedPacket packet) {
    return List.of(
        EnhancedHeader.trackPicture(
            track, rendition.codec(), packet.keyframe(), TagBodies.compositionMs(packet)),
        packet.data());
  }
}
