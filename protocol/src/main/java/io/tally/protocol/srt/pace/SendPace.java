// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.pace;

/// When may the next packet leave (LiveCC, draft-sharabayko-srt section 5.1.2)?
///
/// Threads: one at a time.
public final class SendPace {
  /// A wake-up that comes late may be made good by sending closer, but for no longer than this:
  /// after a pause the line gets no burst.
  private static final long MAX_BEHIND_US = 10_000;

  /// What waits leaves within about this time, though the input was measured to be slower: a stream
  /// that begins, or gets livelier, must not spend its latency waiting here.
  private static final double MAX_WAIT_US = 100_000;

  private final BandwidthRule rule;
  private final int headerBytes;
  private final InputRate input = new InputRate();
  private double averageBytes;
  private long dueUs = Long.MIN_VALUE / 2;
  private boolean together;

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
  ///
  /// @param waiting packets that would leave now, if they might
  public long nextUs(int waiting) {
    return together ? dueUs : dueUs + Math.round(gapUs(waiting));
  }

  private double gapUs(int waiting) {
    var periodUs = periodUs();
    return rule.measuresInput() ? Math.min(periodUs, MAX_WAIT_US / Math.max(waiting, 1)) : periodUs;
  }

  /// Counts a packet that left.
  ///
  /// @param follows whether the next one follows at once: the two measure the line
  /// @param waiting packets, this one included
  public void sent(int payloadBytes, boolean follows, int waiting, long nowUs) {
    var wasDueUs = nextUs(waiting);
    dueUs = wasDueUs < nowUs - MAX_BEHIND_US ? nowUs : wasDueUs;
    averageBytes += (payloadBytes - averageBytes) / 128;
    together = follows;
  }

  /// Time between two packets, µs.
  public double periodUs() {
    return 1_000_000.0 * (averageBytes + headerBytes) / Math.max(limitBytesPerS(), 1);
  }

  /// The present limit.
  public long limitBytesPerS() {
    return rule.limit(input.bytesPerS());
  }
}
