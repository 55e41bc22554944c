// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec.bits;

import io.netty.handler.codec.CorruptedFrameException;
import java.nio.ByteBuffer;

/// Which numbers stand in these bits, most significant first?
public final class BitReader {
  private final ByteBuffer bytes;
  private final boolean rbsp;
  private int zeros;
  private int current;
  private int left;

  private BitReader(ByteBuffer bytes, boolean rbsp) {
    this.bytes = bytes.duplicate();
    this.rbsp = rbsp;
  }

  /// Of plain bytes.
  public static BitReader of(ByteBuffer bytes) {
    return new BitReader(bytes, false);
  }

  /// Of a NAL unit, whose emulation prevention bytes are passed over (H.264 section 7.4.1).
  public static BitReader ofNalUnit(ByteBuffer bytes) {
    return new BitReader(bytes, true);
  }

  /// The next bit.
  public int bit() {
    if (left == 0) {
      current = nextByte();
      left = 8;
    }
    left--;
    return current >> left & 1;
  }

  /// Whether the next bit is 1.
  public boolean flag() {
    return bit() == 1;
  }

  /// The number that stands in the next bits, 32 at most.
  ///
  /// @throws CorruptedFrameException when they end before, as every method here
  public int bits(int count) {
    var value = 0;
    for (var i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  /// ue(v), H.264 section 9.1.
  public int unsignedGolomb() {
    var zeroBits = 0;
    while (bit() == 0) {
      if (++zeroBits > 31) {
        throw new CorruptedFrameException("Exp-Golomb code of more than 31 leading zero bits");
      }
    }
    return (1 << zeroBits) - 1 + bits(zeroBits);
  }

  /// se(v), H.264 section 9.1.1.
  public int signedGolomb() {
    var code = unsignedGolomb();
    return (code & 1) == 1 ? (code >>> 1) + 1 : -(code >>> 1);
  }

  private int nextByte() {
    if (!bytes.hasRemaining()) {
      throw new CorruptedFrameException(
          "Codec header ends after " + bytes.limit() + " bytes, in the middle of a field");
    }
    var value = bytes.get() & 0xFF;
    if (rbsp && zeros >= 2 && value == 3) {
      zeros = 0;
      return nextByte();
    }
    zeros = value == 0 ? zeros + 1 : 0;
    return value;
  }
}
