// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.time;

/// How long does a packet go to the peer and back (draft-sharabayko-srt section 4.10)?
///
/// A receiver measures it between an acknowledgement and the answer to that; a sender learns it
/// from the acknowledgements. Threads: one at a time.
public final class RoundTrip {
  private static final int START_US = 100_000;
  private static final int START_VARIANCE_US = 50_000;

  /// A wrong or hostile figure must not stop all timers.
  private static final int MAX_US = 10_000_000;

  private int us = START_US;
  private int varianceUs = START_VARIANCE_US;
  private int firstUs = START_US;
  private boolean known;
  private boolean measured;

  /// Smoothed, µs; 100 ms until something is known.
  public int us() {
    return us;
  }

  /// Smoothed difference from the smoothed value, µs.
  public int varianceUs() {
    return varianceUs;
  }

  /// Whether it is more than the value that every connection starts with.
  public boolean isKnown() {
    return known;
  }

  /// The first measured value, to which the drift of clocks is compared, µs.
  public int firstUs() {
    return firstUs;
  }

  /// Takes a measurement of one's own.
  public void measured(long sampleUs) {
    var sample = Math.clamp(sampleUs, 0, MAX_US);
    if (!measured) {
      measured = true;
      firstUs = sample;
      if (!known) {
        us = sample;
        varianceUs = sample / 2;
        known = true;
        return;
      }
    }
    smooth(sample, Math.abs(sample - us));
  }

  /// Takes what the peer measured, from its acknowledgement.
  public void told(int peerUs, int peerVarianceUs) {
    if (peerUs <= 0
        || peerVarianceUs < 0
        || (peerUs == START_US && peerVarianceUs == START_VARIANCE_US)) {
      return;
    }
    var sample = Math.min(peerUs, MAX_US);
    if (measured) {
      smooth(sample, Math.abs(sample - us));
    } else {
      // It was smoothed there already.
      us = sample;
      varianceUs = Math.min(peerVarianceUs, MAX_US);
    }
    known = true;
  }

  private void smooth(int sample, int difference) {
    varianceUs = (varianceUs * 3 + difference) / 4;
    us = (us * 7 + sample) / 8;
  }

  /// How long an answer may take before it must be thought lost, µs.
  public int patienceUs() {
    return us + 4 * varianceUs;
  }
}
