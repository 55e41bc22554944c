// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.VideoCodec;
import io.tally.encoder.packet.av1.Av1Config;
import io.tally.encoder.packet.av1.SequenceHeader;
import io.tally.encoder.packet.av1.TemporalUnit;
import java.nio.ByteBuffer;

/// What does an `AV1CodecConfigurationRecord` say (AV1-ISOBMFF section 2.3)?
///
/// @param record the whole record, read-only
public record Av1Header(ByteBuffer record, SequenceHeader sequence) implements VideoConfig {
  /// Reads a record.
  ///
  /// @throws CorruptedFrameException when it cannot be such a record, or has no sequence header
  public static Av1Header read(ByteBuffer bytes) {
    try {
      return new Av1Header(bytes.slice().asReadOnlyBuffer(), Av1Config.sequenceHeader(bytes));
    } catch (IllegalArgumentException e) {
      throw new CorruptedFrameException(e.getMessage(), e);
    }
  }

  @Override
  public VideoCodec codec() {
    return VideoCodec.AV1;
  }

  @Override
  public int width() {
    return sequence.width();
  }

  @Override
  public int height() {
    return sequence.height();
  }

  @Override
  public double framesPerSecond() {
    return 0;
  }

  @Override
  public CodedPicture picture(ByteBuffer data) {
    try {
      var unit = TemporalUnit.read(data, sequence);
      return new CodedPicture(unit.data(), unit.disposable());
    } catch (IllegalArgumentException e) {
      throw new CorruptedFrameException(e.getMessage(), e);
    }
  }
}
