// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.VideoCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Which byte stream is a picture (ITU-T H.264 and H.265 annex B)?
///
/// A delimiter comes first (ISO/IEC 13818-1 section 2.14.1); before a keyframe stand the parameter
/// sets, since a receiver may come in at any moment. One thread at a time.
final class PictureBytes {
  private static final byte[] START = {0, 0, 0, 1};
  // Both say "any kind of slice".
  private static final byte[] H264_DELIMITER = {0, 0, 0, 1, 9, (byte) 0xF0};
  private static final byte[] HEVC_DELIMITER = {0, 0, 0, 1, 0x46, 1, 0x50};
  private static final int AVC_COUNT_AT = 5;
  private static final int HEVC_COUNT_AT = 22;

  private final byte[] delimiter;
  private final byte[] parameterSets;

  /// @throws CorruptedFrameException when the codec header ends too early
  PictureBytes(CodecParameters.Video video) {
    delimiter = video.codec() == VideoCodec.HEVC ? HEVC_DELIMITER : H264_DELIMITER;
    var config = video.config();
    parameterSets = video.codec() == VideoCodec.HEVC ? hevcSets(config) : avcSets(config);
  }

  /// The most that [#write] adds to the packet's own bytes.
  int extraBytes() {
    return delimiter.length + parameterSets.length;
  }

  /// Writes a picture.
  ///
  /// @throws CorruptedFrameException when a length in it does not fit
  void write(EncodedPacket packet, ByteBuffer out) {
    out.put(delimiter);
    if (packet.keyframe()) {
      out.put(parameterSets);
    }
    var data = packet.data();
    // Lengths and start codes are both four bytes long.
    while (data.hasRemaining()) {
      var length = data.remaining() >= START.length ? data.getInt() : -1;
      if (length < 0 || length > data.remaining()) {
        throw new CorruptedFrameException(
            "NAL unit of %d bytes, but %d are left of the picture"
                .formatted(length, data.remaining()));
      }
      out.put(START).put(data.slice(data.position(), length));
      data.position(data.position() + length);
    }
  }

  private static byte[] avcSets(ByteBuffer config) {
    var out = new ByteArrayOutputStream();
    var in = config.slice();
    in.position(Math.min(AVC_COUNT_AT, in.limit()));
    sets(in, count(in, 0x1F), out);
    sets(in, count(in, 0xFF), out);
    return out.toByteArray();
  }

  private static byte[] hevcSets(ByteBuffer config) {
    var out = new ByteArrayOutputStream();
    var in = config.slice();
    in.position(Math.min(HEVC_COUNT_AT, in.limit()));
    for (var arrays = count(in, 0xFF); arrays > 0; arrays--) {
      count(in, 0x3F); // which kind
      sets(in, count(in, 0xFF) << 8 | count(in, 0xFF), out);
    }
    return out.toByteArray();
  }

  private static int count(ByteBuffer in, int mask) {
    if (!in.hasRemaining()) {
      throw new CorruptedFrameException(
          "The codec header of %d bytes ends before its parameter sets".formatted(in.limit()));
    }
    return in.get() & mask;
  }

  private static void sets(ByteBuffer in, int count, ByteArrayOutputStream out) {
    for (var i = 0; i < count; i++) {
      var length = count(in, 0xFF) << 8 | count(in, 0xFF);
      if (length > in.remaining()) {
        throw new CorruptedFrameException(
            "The codec header has a parameter set of %d bytes, but %d are left"
                .formatted(length, in.remaining()));
      }
      var set = new byte[length];
      in.get(set);
      out.writeBytes(START);
      out.writeBytes(set);
    }
  }
}
