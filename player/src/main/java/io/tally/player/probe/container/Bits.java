// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.container;

import java.util.Arrays;

/// Which numbers do the bits of a section or a parameter set hold?
///
/// Behind the end everything is 0, and `ended` is true. Threads: one.
public final class Bits {
  private final byte[] bytes;
  private final int end; // bits
  private int at; // bits
  private boolean ended;

  /// Those of some bytes.
  ///
  /// @param from the first of them
  /// @param to behind the last of them
  public Bits(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    at = 8 * from;
    end = 8 * Math.min(to, bytes.length);
  }

  /// Whether more was asked for than there is.
  public boolean ended() {
    return ended;
  }

  /// How many whole bytes are left.
  public int leftBytes() {
    return Math.max(0, (end - at) / 8);
  }

  /// One bit.
  public boolean flag() {
    return number(1) == 1;
  }

  /// Of 31 bits at most.
  public int small(int bits) {
    return (int) number(bits);
  }

  /// Unsigned, of 63 bits at most.
  public long number(int bits) {
    if (at + bits > end) {
      ended = true;
      at = end;
      return 0;
    }
    long value = 0;
    for (int i = 0; i < bits; i++, at++) {
      value = value << 1 | ((bytes[at >> 3] >> (7 - (at & 7))) & 1);
    }
    return value;
  }

  /// Unsigned Exp-Golomb (ITU-T H.264 9.1).
  public int unsigned() {
    int leading = 0;
    while (!ended && leading < 31 && !flag()) {
      leading++;
    }
    return ended ? 0 : (1 << leading) - 1 + small(leading);
  }

  /// Signed Exp-Golomb (ITU-T H.264 9.1.1).
  public int signed() {
    int value = unsigned();
    return (value & 1) == 1 ? (value + 1) / 2 : -(value / 2);
  }

  /// Passes over bits.
  public void skip(int bits) {
    if (at + bits > end) {
      ended = true;
      at = end;
    } else {
      at += bits;
    }
  }

  /// Whole bytes; fewer when there are not so many.
  public byte[] bytes(int count) {
    int from = at / 8;
    int to = from + Math.min(count, leftBytes());
    ended |= to - from < count;
    at = 8 * to;
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// The bits of so many bytes from here, which are then behind.
  public Bits part(int count) {
    int from = at / 8;
    int to = from + Math.min(count, leftBytes());
    ended |= to - from < count;
    at = 8 * to;
    return new Bits(bytes, from, to);
  }
}
