// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tcp;

import java.time.Duration;

/// How long may a line be silent before it counts as lost?
///
/// @param vanished nothing acknowledged while something is on its way: packets vanish
/// @param stalled the far end is there, but takes nothing
/// @param unknown nothing taken by the socket, where the platform does not tell which of the two it
///   is
public record LossLimits(Duration vanished, Duration stalled, Duration unknown) {
  // Under two seconds by as much as passes between two looks. A hole of a second must not cost the
  // connection: the kernel sends again 0.2, 0.6 and 1.4 s after it began.
  private static final Duration VANISHED = Duration.ofMillis(1_900);
  // A socket's buffer of 256 KiB on a line of 0.5 Mb/s is freed in steps of more than a second.
  private static final Duration UNKNOWN = Duration.ofSeconds(4);

  /// The usual, but for a far end that takes nothing.
  public static LossLimits usual(Duration stalled) {
    return new LossLimits(VANISHED, stalled, stalled.compareTo(UNKNOWN) < 0 ? stalled : UNKNOWN);
  }
}
