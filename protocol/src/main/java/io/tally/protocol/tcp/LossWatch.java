// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tcp;

import java.util.OptionalLong;

/// Is a line lost, seen from what it acknowledged and when?
///
/// Pure but for what it remembers: time comes as an argument. One thread at a time.
public final class LossWatch {
  /// What is seen at one look.
  ///
  /// @param nowNs monotonic
  /// @param passedBytes acknowledged since the beginning; taken by the socket where the platform
  ///   does not tell
  /// @param waiting whether anything was sent, or is to be sent, that has not passed
  /// @param inFlight whether anything is sent, not acknowledged, and not held back by a closed
  ///   window
  /// @param lastAckNs when anything was acknowledged last; empty where the platform does not tell
  public record Look(
      long nowNs, long passedBytes, boolean waiting, boolean inFlight, OptionalLong lastAckNs) {}

  /// How the line stands.
  public enum Verdict {
    /// Something passes, or nothing has to.
    ALIVE,
    /// What was sent is not acknowledged any more: the path is gone.
    VANISHED,
    /// The far end is there and takes nothing, or nobody can say more.
    STALLED
  }

  private final LossLimits limits;
  private boolean begun;
  private long passedBytes;
  private long passedNs;
  private long waitingSinceNs;
  private long inFlightSinceNs;

  public LossWatch(LossLimits limits) {
    this.limits = limits;
  }

  /// Judges by this look and those before it.
  public Verdict judge(Look look) {
    var now = look.nowNs();
    if (!begun) {
      begun = true;
      waitingSinceNs = now;
      inFlightSinceNs = now;
      passedNs = now;
    }
    if (look.passedBytes() != passedBytes) {
      passedBytes = look.passedBytes();
      passedNs = now;
    }
    // Silence begins when there is something to say, not when the last word was acknowledged.
    waitingSinceNs = look.waiting() ? waitingSinceNs : now;
    inFlightSinceNs = look.inFlight() ? inFlightSinceNs : now;
    if (look.lastAckNs().isPresent()) {
      var unheardNs = now - Math.max(inFlightSinceNs, look.lastAckNs().getAsLong());
      if (unheardNs >= limits.vanished().toNanos()) {
        return Verdict.VANISHED;
      }
    }
    var patience = look.lastAckNs().isPresent() ? limits.stalled() : limits.unknown();
    return stillNs(now) >= patience.toNanos() ? Verdict.STALLED : Verdict.ALIVE;
  }

  /// How long nothing has passed although something waits, ns.
  public long stillNs(long nowNs) {
    return nowNs - Math.max(waitingSinceNs, passedNs);
  }
}
