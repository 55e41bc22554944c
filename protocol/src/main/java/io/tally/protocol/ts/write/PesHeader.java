// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import io.tally.protocol.ts.TsTime;
import java.nio.ByteBuffer;

/// What stands before an access unit (ISO/IEC 13818-1 section 2.4.3.6)?
final class PesHeader {
  /// The longest that is written here.
  static final int MOST_BYTES = 19;

  private static final int LENGTH_AT = 4;
  private static final int MOST_LENGTH = 0xFFFF;
  private static final int FLAGS = 0x84; // an access unit begins at the first byte

  private PesHeader() {}

  /// Writes one.
  ///
  /// @param streamId which kind of stream
  /// @param ptsTicks since the stream's zero, not wrapped
  /// @param dtsTicks since the stream's zero, not wrapped
  static void write(ByteBuffer out, int streamId, long ptsTicks, long dtsTicks) {
    var both = ptsTicks != dtsTicks;
    out.put((byte) 0).put((byte) 0).put((byte) 1).put((byte) streamId);
    out.putShort((short) 0);
    out.put((byte) FLAGS).put((byte) (both ? 0xC0 : 0x80)).put((byte) (both ? 10 : 5));
    time(out, both ? 3 : 2, ptsTicks);
    if (both) {
      time(out, 1, dtsTicks);
    }
  }

  /// Fills in the length of what was written from a start on; what is too long has none, which only
  /// pictures may (section 2.4.3.7).
  static void length(ByteBuffer out, int start) {
    var length = out.position() - start - LENGTH_AT - 2;
    out.putShort(start + LENGTH_AT, (short) (length > MOST_LENGTH ? 0 : length));
  }

  private static void time(ByteBuffer out, int prefix, long ticks) {
    var time = TsTime.wrapped(ticks);
    out.put((byte) (prefix << 4 | ((int) (time >> 29) & 0xE) | 1));
    out.putShort((short) (((time >> 14) & 0xFFFE) | 1));
    out.putShort((short) (((time << 1) & 0xFFFE) | 1));
  }
}
