// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

/// How long does a round trip take when nothing waits on the way?
///
/// The least of the last ten to twenty seconds, so that a way that has become longer is learned.
/// One thread at a time; time comes with the samples.
final class LeastRoundTrip {
  private static final long PERIOD_US = 10_000_000;

  private long sinceUs = Long.MIN_VALUE;
  private long before = Long.MAX_VALUE;
  private long now = Long.MAX_VALUE;

  /// Takes one more.
  ///
  /// @param us a round trip, smoothed
  /// @return the least
  long with(long us, long nowUs) {
    if (sinceUs == Long.MIN_VALUE || nowUs - sinceUs > PERIOD_US) {
      sinceUs = nowUs;
      before = now;
      now = us;
    }
    now = Math.min(now, us);
    return Math.min(now, before);
  }
}
