// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.pace;

/// When may the next packet leave (LiveCC, draft-sharabayko-srt section 5.1.2)?
///
/// Threads: one at a time.
public final class SendPace {
  /// A wake-up that comes late may be made good by sending closer, but for no longer than this:
  /// after a pause the line gets no burst.
  private static final long MAX_BEHIND_US = 10_000;

  private final BandwidthRule rule;
  private final int headerBytes;
  private final InputRate input = new InputRate();
  private final Repetitions repetitions = new Repetitions();
  private double averageBytes;
  private long nextUs = Long.MIN_VALUE;

  /// @param payloadBytes the payload that is expected
  /// @param headerBytes of IP, UDP and SRT together
  public SendPace(BandwidthRule rule, int payloadBytes, int headerBytes) {
    this.rule = rule;
    this.headerBytes = headerBytes;
    averageBytes = payloadBytes;
  }

  /// Counts what the program gave.
  public void offered(int payloadBytes, long nowUs) {
    if (rule.measuresInput()) {
      input.offered(payloadBytes + headerBytes, nowUs);
    }
  }

  /// From when on the next packet may leave.
  public long nextUs() {
    return nextUs;
  }

  /// Counts a packet that left.
  ///
  /// @param together whether the next one follows at once: the two measure the line
  public void sent(int payloadBytes, boolean together, long nowUs) {
    averageBytes += (payloadBytes - averageBytes) / 128;
    repetitions.passed(nowUs);
    var dueUs = nextUs < nowUs - MAX_BEHIND_US ? nowUs : nextUs;
    nextUs = together ? dueUs : dueUs + Math.round(periodUs());
  }

  /// Counts a packet that is sent again.
  ///
  /// @param lostAgain whether it was sent again before, and that got lost too
  public void repeated(boolean lostAgain, long roundTripUs, long nowUs) {
    if (rule.measuresInput()) {
      repetitions.count(lostAgain, roundTripUs, limitBytesPerS(), nowUs);
    }
  }

  /// Time between two packets, µs.
  public double periodUs() {
    return 1_000_000.0 * (averageBytes + headerBytes) / Math.max(limitBytesPerS(), 1);
  }

  /// The present limit.
  public long limitBytesPerS() {
    return Math.min(rule.limit(input.bytesPerS()), repetitions.mostBytesPerS());
  }
}
