// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.receive;

/// At which time of the whole stream does this 32-bit timestamp lie?
///
/// Goes on across the wrap after 49.7 days, and closes up when a sender starts its times anew in
/// the middle of a stream, as programs that loop a file do.
final class IncomingTimes {
  private static final long NS_PER_MS = 1_000_000;
  private static final long RESTART_MS = 3_000;

  private boolean begun;
  private long lastMs;
  private long newestMs;
  private long shiftMs;

  long timeNs(long timestampMs) {
    if (!begun) {
      begun = true;
      lastMs = timestampMs;
      newestMs = timestampMs;
    }
    lastMs += (int) (timestampMs - lastMs);
    if (lastMs + shiftMs < newestMs - RESTART_MS) {
      shiftMs = newestMs - lastMs;
    }
    newestMs = Math.max(newestMs, lastMs + shiftMs);
    return (lastMs + shiftMs) * NS_PER_MS;
  }
}
