// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.incoming.SenderTimes;
import io.tally.protocol.ts.StreamKind;
import org.jspecify.annotations.Nullable;

/// Which packets do the access units of one track become?
public sealed interface TrackReader permits PictureReader, AdtsReader, OpusReader {
  /// Of a track that a programme's table tells of.
  ///
  /// @param channels of Opus, which says so nowhere else
  /// @param times of the whole stream
  static TrackReader of(StreamKind kind, int channels, SenderTimes times, TrackOutput out) {
    return switch (kind) {
      case H264 -> new PictureReader(VideoCodec.H264, times, out);
      case HEVC -> new PictureReader(VideoCodec.HEVC, times, out);
      case AAC -> new AdtsReader(times, out);
      case OPUS -> new OpusReader(channels, times, out);
    };
  }

  /// Takes a unit.
  ///
  /// @throws io.netty.handler.codec.CorruptedFrameException when it cannot be one; the next may be
  ///   good
  void unit(AccessUnit unit);

  /// What is known of the track, or null before its codec header came.
  @Nullable CodecParameters parameters();

  /// Nothing follows: lets go of what is held.
  void end();
}
