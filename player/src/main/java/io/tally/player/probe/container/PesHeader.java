// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.container;

import java.util.OptionalLong;

/// What does the header of a PES packet tell (ISO/IEC 13818-1 2.4.3.6)?
///
/// @param presentation ticks of 90 kHz, 33 bits; empty when not told
/// @param decode ticks; empty when it is the same
/// @param end where the payload begins
public record PesHeader(OptionalLong presentation, OptionalLong decode, int end) {
  private static final int LENGTH = 9;
  private static final int TIME = 5;

  /// Reads what begins somewhere and ends before `to`; without a start code there is no payload.
  public static PesHeader read(byte[] bytes, int from, int to) {
    boolean startCode =
        from + LENGTH <= to && bytes[from] == 0 && bytes[from + 1] == 0 && bytes[from + 2] == 1;
    if (!startCode) {
      return new PesHeader(OptionalLong.empty(), OptionalLong.empty(), to);
    }
    int flags = bytes[from + 7] >> 6 & 3;
    int end = Math.min(to, from + LENGTH + (bytes[from + 8] & 0xFF));
    boolean presentation = (flags & 2) != 0 && from + LENGTH + TIME <= to;
    boolean decode = flags == 3 && from + LENGTH + 2 * TIME <= to;
    return new PesHeader(
        presentation ? OptionalLong.of(time(bytes, from + LENGTH)) : OptionalLong.empty(),
        decode ? OptionalLong.of(time(bytes, from + LENGTH + TIME)) : OptionalLong.empty(),
        end);
  }

  private static long time(byte[] bytes, int at) {
    return (bytes[at] >> 1 & 7L) << 30
        | (bytes[at + 1] & 0xFFL) << 22
        | (bytes[at + 2] >> 1 & 0x7FL) << 15
        | (bytes[at + 3] & 0xFFL) << 7
        | (bytes[at + 4] >> 1 & 0x7FL);
  }
}
