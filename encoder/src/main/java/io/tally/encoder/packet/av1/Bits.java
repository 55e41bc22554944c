// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.av1;

import java.nio.ByteBuffer;

/// Which numbers stand in these bits, most significant first (AV1 section 4.10)?
final class Bits {
  private final ByteBuffer bytes;
  private int at; // bits from the start

  Bits(ByteBuffer bytes) {
    this.bytes = bytes.slice();
  }

  /// f(1).
  boolean flag() {
    return number(1) == 1;
  }

  /// f(n), n up to 32.
  ///
  /// @throws IllegalArgumentException when the bytes end before
  int number(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (at >>> 3 >= bytes.limit()) {
        throw new IllegalArgumentException(
            "AV1 header of %d bytes ends in the middle of a field".formatted(bytes.limit()));
      }
      value = value << 1 | (bytes.get(at >>> 3) >> (7 - (at & 7)) & 1);
      at++;
    }
    return value;
  }

  /// Passes over bits.
  void skip(int count) {
    at += count;
  }

  /// Passes over uvlc().
  void skipUvlc() {
    int zeros = 0;
    while (!flag()) {
      zeros++;
    }
    skip(zeros < 32 ? zeros : 0);
  }
}
