// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.time;

/// Which time does a 32-bit time stamp mean, after more than 71.6 minutes (draft-sharabayko-srt
/// section 4.5.1.1)?
///
/// The draft counts turns by watching for time stamps near the end and the beginning. Here each is
/// placed next to the newest that was seen, within 35 minutes before or after, which gives the same
/// and also holds when nothing came during the turn.
public final class LongTime {
  private long newestUs;

  /// @param firstUs the first time stamp
  public LongTime(int firstUs) {
    newestUs = Integer.toUnsignedLong(firstUs);
  }

  /// The time since the peer's start, µs, and remembers it when it is the newest.
  public long of(int timestampUs) {
    var longUs = near(timestampUs);
    newestUs = Math.max(newestUs, longUs);
    return longUs;
  }

  /// The time since the peer's start, µs.
  public long near(int timestampUs) {
    return newestUs + (timestampUs - (int) newestUs);
  }
}
