// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.options;

/// How late is played, and what is then given up (draft-sharabayko-srt sections 4.4 to 4.6)?
///
/// The larger of what both sides want holds. 1000 ms is our usual value, not libsrt's 120: a packet
/// that gets lost needs a round trip to be asked for and one more each time it gets lost again, so
/// four round trips are the least that rides out 10 % loss, and across an ocean a round trip is up
/// to 250 ms.
///
/// @param receiveMs of what comes in (rcvlatency)
/// @param peerMs of what goes out, as a wish to the peer (peerlatency)
/// @param dropsTooLate whether a gap is skipped when what comes after it is to be played
///   (tlpktdrop)
/// @param sendDropDelayMs added to the latency before the sender gives up; -1 for never
///   (snddropdelay)
/// @param tracesDrift whether the peer's clock is followed (drifttracer)
public record SrtLatency(
    int receiveMs, int peerMs, boolean dropsTooLate, int sendDropDelayMs, boolean tracesDrift) {
  /// Fit for the internet.
  public static final int INTERNET_MS = 1_000;

  /// 16 bits of the handshake.
  private static final int MAX_MS = 65_535;

  public SrtLatency {
    if (receiveMs < 0 || receiveMs > MAX_MS || peerMs < 0 || peerMs > MAX_MS) {
      throw new IllegalArgumentException(
          "The SRT latency is %d ms for receiving and %d ms for the peer: it must be 0 to %d ms."
              .formatted(receiveMs, peerMs, MAX_MS));
    }
    if (sendDropDelayMs < -1) {
      throw new IllegalArgumentException(
          "The SRT option snddropdelay is %d ms: it must be 0 or more, or -1 for never."
              .formatted(sendDropDelayMs));
    }
  }

  /// The same in both directions, giving up what is too late.
  public static SrtLatency of(int ms) {
    return new SrtLatency(ms, ms, true, 0, true);
  }
}
