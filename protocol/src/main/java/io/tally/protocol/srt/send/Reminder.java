// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import io.tally.protocol.srt.time.RoundTrip;

/// When is a peer that says nothing reminded of what is in flight?
///
/// Later each time that it goes on saying nothing (draft-sharabayko-srt section 4.8). Threads: one
/// at a time.
final class Reminder {
  private final RoundTrip roundTrip;
  private final boolean peerReportsLoss;
  private long progressUs;
  private long freshUs;
  private int rounds = 1;

  /// @param peerReportsLoss whether the peer repeats its loss reports: then only a pause in what is
  ///   new leaves it without a hint
  Reminder(RoundTrip roundTrip, boolean peerReportsLoss, long nowUs) {
    this.roundTrip = roundTrip;
    this.peerReportsLoss = peerReportsLoss;
    progressUs = nowUs;
    freshUs = nowUs;
  }

  /// When it is time.
  long dueUs() {
    var sinceUs = peerReportsLoss ? Math.max(progressUs, freshUs) : progressUs;
    return sinceUs
        + rounds * (roundTrip.patienceUs() + 2 * Sender.CLOCK_STEP_US)
        + Sender.CLOCK_STEP_US;
  }

  /// It was reminded.
  void reminded() {
    rounds++;
  }

  /// Something new was sent.
  void sentFresh(long nowUs) {
    freshUs = nowUs;
  }

  /// What was oldest in flight was given up.
  void gaveUp(long nowUs) {
    progressUs = nowUs;
  }

  /// The peer acknowledged something.
  void answered(long nowUs) {
    progressUs = nowUs;
    rounds = 1;
  }
}
