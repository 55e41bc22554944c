// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import io.tally.protocol.ts.TsTime;

/// At which time of the whole stream does a time of 33 bits lie?
///
/// Goes on across the wrap after 26.5 hours, and closes up when a sender starts its times anew in
/// the middle of a stream, as one does that was restarted behind the same connection. One for all
/// tracks.
public final class StreamTimes {
  private static final long RESTART_TICKS = 3L * TsTime.HZ;

  private boolean begun;
  private long last;
  private long newest;
  private long shift;

  /// Of a decoding time, ns.
  long timeNs(long ticks) {
    if (!begun) {
      begun = true;
      last = ticks;
      newest = ticks;
    }
    last += TsTime.difference(last, ticks);
    if (last + shift < newest - RESTART_TICKS) {
      shift = newest - last;
    }
    newest = Math.max(newest, last + shift);
    return TsTime.ns(last + shift);
  }
}
