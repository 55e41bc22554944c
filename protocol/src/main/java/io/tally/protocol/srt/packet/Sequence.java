// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

/// Which of two packets is the later one, when their 31-bit numbers go round (draft-sharabayko-srt
/// section 3.1)?
public final class Sequence {
  /// The highest number; 0 follows it.
  public static final int MAX = 0x7FFF_FFFF;

  private Sequence() {}

  /// The number after this one.
  public static int next(int sequence) {
    return (sequence + 1) & MAX;
  }

  /// The number that is `steps` further on, or further back when negative.
  public static int plus(int sequence, int steps) {
    return (sequence + steps) & MAX;
  }

  /// How many steps lead from one number to the other the short way: negative when `to` is the
  /// earlier one.
  public static int distance(int from, int to) {
    // The difference has 31 bits that count; shifting brings its sign to where Java looks for it.
    return ((to - from) << 1) >> 1;
  }

  /// Whether the first number comes before the second.
  public static boolean isBefore(int one, int other) {
    return distance(one, other) > 0;
  }
}
