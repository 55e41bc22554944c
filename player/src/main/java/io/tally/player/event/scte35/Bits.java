// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import java.util.Arrays;

/// Which numbers do the bits of a section hold? Behind the end everything is 0, and `ended` is
/// true.
final class Bits {
  private final byte[] bytes;
  private final int end; // bits
  private int at; // bits
  private boolean ended;

  Bits(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    at = 8 * from;
    end = 8 * Math.min(to, bytes.length);
  }

  boolean ended() {
    return ended;
  }

  int leftBytes() {
    return Math.max(0, (end - at) / 8);
  }

  boolean flag() {
    return number(1) == 1;
  }

  int small(int bits) {
    return (int) number(bits);
  }

  long number(int bits) {
    if (at + bits > end) {
      ended = true;
      at = end;
      return 0;
    }
    long value = 0;
    for (int i = 0; i < bits; i++, at++) {
      value = value << 1 | bytes[at >> 3] >> (7 - (at & 7)) & 1;
    }
    return value;
  }

  void skip(int bits) {
    if (at + bits > end) {
      ended = true;
      at = end;
    } else {
      at += bits;
    }
  }

  /// Whole bytes; fewer when there are not so many.
  byte[] bytes(int count) {
    int from = at / 8;
    int to = from + Math.min(count, leftBytes());
    ended |= to - from < count;
    at = 8 * to;
    return Arrays.copyOfRange(bytes, from, to);
  }

  /// The bits of so many bytes from here, which are then behind.
  Bits part(int count) {
    int from = at / 8;
    int to = from + Math.min(count, leftBytes());
    ended |= to - from < count;
    at = 8 * to;
    return new Bits(bytes, from, to);
  }
}
