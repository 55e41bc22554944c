// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.VideoCodec;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.protocol.codec.bits.H264Sps;
import java.nio.ByteBuffer;

/// What does an `AVCDecoderConfigurationRecord` say (ISO/IEC 14496-15 section 5.3.3.1)?
///
/// @param record the whole record, read-only
/// @param lengthBytes of the length before each NAL unit: 1, 2 or 4
/// @param sps its first sequence parameter set
public record AvcConfig(ByteBuffer record, int lengthBytes, H264Sps sps) implements VideoConfig {
  private static final int FIXED_BYTES = 6;

  /// Reads a record.
  ///
  /// @throws CorruptedFrameException when it cannot be such a record
  public static AvcConfig read(ByteBuffer bytes) {
    var in = bytes.duplicate();
    if (in.remaining() < FIXED_BYTES + 2 || in.get(in.position()) != 1) {
      throw new CorruptedFrameException(
          "AVC header of %d bytes is no AVCDecoderConfigurationRecord of version 1"
              .formatted(in.remaining()));
    }
    in.position(in.position() + 4);
    var lengthBytes = (in.get() & 3) + 1;
    var count = in.get() & 0x1F;
    var length = in.getShort() & 0xFFFF;
    if (count == 0 || length == 0 || length > in.remaining() || lengthBytes == 3) {
      throw new CorruptedFrameException(
          "AVC header has no whole sequence parameter set (count %d, length %d, bytes left %d)"
              .formatted(count, length, in.remaining()));
    }
    var sps = H264Sps.read(in.slice(in.position(), length));
    return new AvcConfig(bytes.slice().asReadOnlyBuffer(), lengthBytes, sps);
  }

  @Override
  public VideoCodec codec() {
    return VideoCodec.H264;
  }

  @Override
  public int width() {
    return sps.width();
  }

  @Override
  public int height() {
    return sps.height();
  }

  @Override
  public double framesPerSecond() {
    return sps.framesPerSecond();
  }

  @Override
  public CodedPicture picture(ByteBuffer data) {
    return NalUnits.read(data, lengthBytes, NalSyntax.H264, /* highestTemporalId= */ 0);
  }
}
