// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.bitstream;

import io.tally.encoder.packet.VideoCodec;
import io.tally.encoder.packet.nal.NalSyntax;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What do the bytes of an encoder mean to a receiver?
///
/// Life: [#config] once, then [#read] for each packet. Threads: one.
public sealed interface Bitstream permits NalBitstream, ObuBitstream {
  /// For one encoder of a codec.
  static Bitstream of(VideoCodec codec) {
    return switch (codec) {
      case H264 -> new NalBitstream(NalSyntax.H264);
      case HEVC -> new NalBitstream(NalSyntax.HEVC);
      case AV1 -> new ObuBitstream();
    };
  }

  /// The decoder configuration record, as `CodecParameters.Video` describes it.
  ///
  /// @param extradata the headers that the encoder gave when it was opened; borrowed
  /// @throws IOException when they are not whole; the message goes on from "it cannot be used:"
  ByteBuffer config(ByteBuffer extradata) throws IOException;

  /// Reads one packet.
  ///
  /// @param packet from index 0 to its limit; borrowed
  /// @throws IOException when it makes no sense
  AccessUnit read(ByteBuffer packet) throws IOException;
}
