// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.time;

/// When is an arrived packet played (TSBPD, draft-sharabayko-srt section 4.5)?
///
/// At its time stamp, in the peer's time since its start, plus the offset between the peers' times
/// as the handshake showed it, the latency, and the drift since. Threads: one at a time.
public final class PlayClock {
  private final LongTime times;
  private final Drift drift = new Drift();
  private final boolean tracesDrift;
  private final long latencyUs;
  private long baseUs;

  /// @param arrivedUs when the handshake arrived, by our clock
  /// @param timestampUs the handshake's time stamp
  /// @param tracesDrift whether to follow the peer's clock
  public PlayClock(long arrivedUs, int timestampUs, int latencyMs, boolean tracesDrift) {
    baseUs = arrivedUs - Integer.toUnsignedLong(timestampUs);
    times = new LongTime(timestampUs);
    latencyUs = latencyMs * 1_000L;
    this.tracesDrift = tracesDrift;
  }

  /// The peer's time since its start that an arriving packet bears, µs.
  public long peerTimeUs(int timestampUs) {
    return times.of(timestampUs);
  }

  /// By our clock, when a packet with that peer's time is played, µs.
  public long playUs(long peerTimeUs) {
    return baseUs + peerTimeUs + latencyUs + drift.us();
  }

  /// Takes an answer to an acknowledgement as a sample of the peer's clock.
  ///
  /// @param timestampUs of the answer
  /// @param roundTripSampleUs the round trip that ended with it
  /// @param firstRoundTripUs the first one, which the time base holds half of
  public void sample(
      int timestampUs, long arrivedUs, long roundTripSampleUs, int firstRoundTripUs) {
    var lateUs =
        arrivedUs - (baseUs + times.of(timestampUs)) - (roundTripSampleUs - firstRoundTripUs) / 2;
    if (tracesDrift) {
      baseUs += drift.sample(lateUs);
    }
  }

  /// Present drift, µs.
  public long driftUs() {
    return drift.us();
  }

  /// How long after its origin, and the way here, a packet is played, µs.
  public long latencyUs() {
    return latencyUs;
  }
}
