// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.incoming;

import java.util.function.LongUnaryOperator;

/// At which time of the whole stream does a time lie that its sender wrote in so many bits?
///
/// Goes on across the wrap (49.7 days of RTMP's milliseconds, 26.5 hours of a transport stream's
/// ticks), and closes up when a sender starts its times anew in the middle of a stream, as programs
/// do that loop a file or were restarted behind the same connection. One for all tracks. Threads:
/// one at a time.
public final class SenderTimes {
  private static final long RESTART_S = 3;

  private final int unusedBits;
  private final long restart;
  private final LongUnaryOperator ns;
  private boolean begun;
  private long last;
  private long newest;
  private long shift;

  /// @param bits of a written time
  /// @param perSecond what a time counts
  /// @param ns makes ns of it
  public SenderTimes(int bits, long perSecond, LongUnaryOperator ns) {
    unusedBits = Long.SIZE - bits;
    restart = RESTART_S * perSecond;
    this.ns = ns;
  }

  /// Of a written decoding time, ns.
  public long timeNs(long written) {
    if (!begun) {
      begun = true;
      last = written;
      newest = written;
    }
    last += ((written - last) << unusedBits) >> unusedBits; // by the shorter way
    if (last + shift < newest - restart) {
      shift = newest - last;
    }
    newest = Math.max(newest, last + shift);
    return ns.applyAsLong(last + shift);
  }
}
