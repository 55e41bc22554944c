// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.bitstream;

import io.tally.encoder.packet.av1.Av1Config;
import io.tally.encoder.packet.av1.SequenceHeader;
import io.tally.encoder.packet.av1.TemporalUnit;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What does a stream of AV1 units mean to a receiver (AV1 section 5.2, low-overhead format)?
final class ObuBitstream implements Bitstream {
  private @Nullable SequenceHeader header;

  @Override
  public ByteBuffer config(ByteBuffer extradata) throws IOException {
    try {
      ByteBuffer record = Av1Config.of(extradata.slice(0, extradata.limit()));
      header = Av1Config.sequenceHeader(record);
      return record;
    } catch (IllegalArgumentException e) {
      throw new IOException("it gave no usable headers (%s)".formatted(e.getMessage()), e);
    }
  }

  @Override
  public AccessUnit read(ByteBuffer packet) throws IOException {
    byte[] bytes = new byte[packet.limit()];
    packet.get(0, bytes);
    try {
      TemporalUnit unit = TemporalUnit.read(ByteBuffer.wrap(bytes), header);
      return new AccessUnit(unit.data(), unit.keyframe(), unit.disposable());
    } catch (IllegalArgumentException e) {
      throw new IOException("The encoder gave damaged AV1: " + e.getMessage(), e);
    }
  }
}
