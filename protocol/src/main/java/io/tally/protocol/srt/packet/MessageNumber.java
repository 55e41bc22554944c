// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

/// Which number does the message after this one have (draft-sharabayko-srt section 3.1)?
public final class MessageNumber {
  /// The number of a connection's first message.
  public static final int FIRST = 1;

  /// The highest number, which fills its 26 bits; [#FIRST] follows it, since 0 means "unknown".
  public static final int MAX = 0x03FF_FFFF;

  private MessageNumber() {}

  /// The number after this one.
  public static int next(int number) {
    return number == MAX ? FIRST : number + 1;
  }
}
