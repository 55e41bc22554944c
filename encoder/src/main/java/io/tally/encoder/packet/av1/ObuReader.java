// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.av1;

import java.nio.ByteBuffer;

/// Which open bitstream units stand in these bytes (AV1 section 5.3, low-overhead format)?
///
/// Threads: one.
final class ObuReader {
  static final int SEQUENCE_HEADER = 1;
  static final int TEMPORAL_DELIMITER = 2;
  static final int FRAME_HEADER = 3;
  static final int FRAME = 6;
  static final int TILE_LIST = 8;
  static final int PADDING = 15;

  private static final int MOST_SIZE_BYTES = 8;

  private final ByteBuffer bytes;
  private int next;
  private int start;
  private int type;
  private int payload;

  /// @param bytes of one temporal unit or header, from position to limit; borrowed
  ObuReader(ByteBuffer bytes) {
    this.bytes = bytes.slice();
  }

  /// Goes to the next unit.
  ///
  /// @return false after the last
  /// @throws IllegalArgumentException when a unit does not fit into the bytes
  boolean next() {
    if (next >= bytes.limit()) {
      return false;
    }
    start = next;
    int header = bytes.get(start);
    if (header < 0) {
      throw new IllegalArgumentException(
          "AV1 unit at byte %d has its forbidden bit set".formatted(start));
    }
    type = header >> 3 & 15;
    boolean extended = (header & 4) != 0;
    boolean sized = (header & 2) != 0;
    payload = start + (extended ? 2 : 1);
    long size = sized ? leb128() : bytes.limit() - payload;
    if (size < 0 || size > bytes.limit() - payload) {
      throw new IllegalArgumentException(
          "AV1 unit of %d bytes at byte %d, but %d are left"
              .formatted(size, start, bytes.limit() - payload));
    }
    next = payload + (int) size;
    return true;
  }

  /// Section 4.10.5; moves the payload's start past it.
  private long leb128() {
    long value = 0;
    for (int i = 0; i < MOST_SIZE_BYTES && payload < bytes.limit(); i++) {
      int part = bytes.get(payload++);
      value |= (part & 0x7FL) << (7 * i);
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("AV1 unit at byte %d has no whole size".formatted(start));
  }

  /// Its obu_type.
  int type() {
    return type;
  }

  /// Header and payload.
  ByteBuffer whole() {
    return bytes.slice(start, next - start);
  }

  /// What follows header and size.
  ByteBuffer payload() {
    return bytes.slice(payload, next - payload);
  }
}
