// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.picture;

/// Which numbers do the bits of a parameter set hold (ITU-T H.264 7.2 and 9.1)?
///
/// Behind the end everything is 0 and `ended` is true. Emulation prevention bytes are left out.
final class BitReader {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int zeros;
  private int current;
  private int left;
  private boolean ended;

  BitReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    at = from;
    end = Math.min(to, bytes.length);
  }

  boolean ended() {
    return ended;
  }

  int bit() {
    if (left == 0) {
      current = next();
      left = 8;
    }
    left--;
    return current >> left & 1;
  }

  private int next() {
    if (at < end && zeros >= 2 && bytes[at] == 3) {
      at++;
      zeros = 0;
    }
    if (at >= end) {
      ended = true;
      return 0;
    }
    int value = bytes[at++] & 0xFF;
    zeros = value == 0 ? zeros + 1 : 0;
    return value;
  }

  int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  boolean flag() {
    return bit() == 1;
  }

  /// Unsigned Exp-Golomb.
  int unsigned() {
    int leading = 0;
    while (!ended && leading < 31 && bit() == 0) {
      leading++;
    }
    return ended ? 0 : (1 << leading) - 1 + bits(leading);
  }

  /// Signed Exp-Golomb.
  int signed() {
    int value = unsigned();
    return (value & 1) == 1 ? (value + 1) / 2 : -(value / 2);
  }
}
