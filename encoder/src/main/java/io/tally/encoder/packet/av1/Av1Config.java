// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.av1;

import java.nio.ByteBuffer;

/// What is the `AV1CodecConfigurationRecord` of a stream (AV1-ISOBMFF section 2.3, box av1C)?
///
/// Four bytes that repeat what the sequence header says of profile, level and samples, then the
/// sequence header itself.
public final class Av1Config {
  private static final int FIXED_BYTES = 4;
  private static final int MARKER_AND_VERSION = 0x81;

  private Av1Config() {}

  /// Makes the record.
  ///
  /// @param headers what an encoder gives as its headers: units with a sequence header, or the
  ///   record itself
  /// @return the caller's own
  /// @throws IllegalArgumentException when there is no sequence header in it, or a damaged one
  public static ByteBuffer of(ByteBuffer headers) {
    if (isRecord(headers)) {
      return ByteBuffer.allocate(headers.remaining()).put(headers.duplicate()).flip();
    }
    ObuReader obu = new ObuReader(headers);
    while (obu.next()) {
      if (obu.type() == ObuReader.SEQUENCE_HEADER) {
        return write(SequenceHeader.find(obu.whole()).orElseThrow(), obu.whole());
      }
    }
    throw new IllegalArgumentException(
        "no AV1 sequence header in %d bytes of headers".formatted(headers.remaining()));
  }

  private static boolean isRecord(ByteBuffer headers) {
    return headers.remaining() >= FIXED_BYTES
        && (headers.get(headers.position()) & 0xFF) == MARKER_AND_VERSION;
  }

  private static ByteBuffer write(SequenceHeader header, ByteBuffer unit) {
    ColorConfig color = header.color();
    int samples =
        bit(header.highTier(), 7)
            | bit(color.bitDepth() > 8, 6)
            | bit(color.bitDepth() == 12, 5)
            | bit(color.monochrome(), 4)
            | bit(color.subsamplingX(), 3)
            | bit(color.subsamplingY(), 2)
            | color.chromaSamplePosition();
    return ByteBuffer.allocate(FIXED_BYTES + unit.remaining())
        .put((byte) MARKER_AND_VERSION)
        .put((byte) (header.profile() << 5 | header.level()))
        .put((byte) samples)
        .put((byte) 0) // no initial presentation delay is told
        .put(unit)
        .flip();
  }

  private static int bit(boolean set, int place) {
    return set ? 1 << place : 0;
  }

  /// The sequence header in a record.
  ///
  /// @throws IllegalArgumentException when it cannot be such a record, or has none
  public static SequenceHeader sequenceHeader(ByteBuffer record) {
    if (!isRecord(record)) {
      throw new IllegalArgumentException(
          "AV1 header of %d bytes is no AV1CodecConfigurationRecord of version 1"
              .formatted(record.remaining()));
    }
    int at = record.position() + FIXED_BYTES;
    return SequenceHeader.find(record.slice(at, record.limit() - at))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "AV1 header of %d bytes holds no sequence header".formatted(record.remaining())));
  }
}
