// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.VideoCodec;
import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.protocol.codec.bits.HevcSps;
import java.nio.ByteBuffer;

/// What does an `HEVCDecoderConfigurationRecord` say (ISO/IEC 14496-15 section 8.3.3.1)?
///
/// @param record the whole record, read-only
/// @param lengthBytes of the length before each NAL unit: 1, 2 or 4
/// @param temporalLayers at least 1
/// @param sps its first sequence parameter set
public record HevcConfig(ByteBuffer record, int lengthBytes, int temporalLayers, HevcSps sps)
    implements VideoConfig {
  private static final int LAYERS_AT = 21;
  private static final int ARRAYS_AT = 22;

  /// Reads a record.
  ///
  /// @throws CorruptedFrameException when it cannot be such a record
  public static HevcConfig read(ByteBuffer bytes) {
    var in = bytes.slice();
    // Old encoders write version 0.
    if (in.remaining() <= ARRAYS_AT || in.get(0) < 0 || in.get(0) > 1) {
      throw new CorruptedFrameException(
          "HEVC header of %d bytes is no HEVCDecoderConfigurationRecord of version 1"
              .formatted(in.remaining()));
    }
    var lengthBytes = (in.get(LAYERS_AT) & 3) + 1;
    if (lengthBytes == 3) {
      throw new CorruptedFrameException("HEVC header has NAL lengths of 3 bytes");
    }
    var layers = Math.max(1, in.get(LAYERS_AT) >> 3 & 7);
    return new HevcConfig(
        bytes.slice().asReadOnlyBuffer(), lengthBytes, layers, HevcSps.read(firstSps(in)));
  }

  private static ByteBuffer firstSps(ByteBuffer in) {
    in.position(ARRAYS_AT);
    for (var arrays = in.get() & 0xFF; arrays > 0 && in.remaining() >= 3; arrays--) {
      var type = in.get() & 0x3F;
      for (var units = in.getShort() & 0xFFFF; units > 0 && in.remaining() >= 2; units--) {
        var length = in.getShort() & 0xFFFF;
        if (length > in.remaining()) {
          throw new CorruptedFrameException(
              "HEVC header has a parameter set of %d bytes, but %d are left"
                  .formatted(length, in.remaining()));
        }
        if (type == NalSyntax.HEVC_SPS) {
          return in.slice(in.position(), length);
        }
        in.position(in.position() + length);
      }
    }
    throw new CorruptedFrameException("HEVC header has no sequence parameter set");
  }

  @Override
  public VideoCodec codec() {
    return VideoCodec.HEVC;
  }

  @Override
  public int width() {
    return sps.width();
  }

  @Override
  public int height() {
    return sps.height();
  }

  /// The rate stands deep in the usability information; metadata and the pictures' times tell it as
  /// well.
  @Override
  public double framesPerSecond() {
    return 0;
  }

  @Override
  public CodedPicture picture(ByteBuffer data) {
    return NalUnits.read(data, lengthBytes, NalSyntax.HEVC, temporalLayers - 1);
  }
}
