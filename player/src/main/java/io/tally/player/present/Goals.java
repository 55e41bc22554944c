// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.present;

/// How much must be loaded before playing begins, and before it goes on after it ran dry?
///
/// @param startNs media, ns
/// @param resumeNs media, ns
public record Goals(long startNs, long resumeNs) {
  /// Of a recording: at once, for more comes as fast as the line lets it; after that was too slow,
  /// more than a segment, else each one that comes would be eaten before the next.
  public static Goals ofRecording(long targetDurationNs) {
    return new Goals(0, targetDurationNs * 3 / 2);
  }

  /// Of a live stream: always more than a segment, for a stream that has just begun has one only
  /// and makes the next no faster than it is played.
  public static Goals ofLive(long targetDurationNs) {
    return new Goals(targetDurationNs * 3 / 2, targetDurationNs * 3 / 2);
  }

  /// Of a live stream that is played by parts: half of the hold-back, for the rest of it is what a
  /// part needs to be made and to come.
  public static Goals ofParts(long partHoldBackNs) {
    return new Goals(partHoldBackNs / 2, partHoldBackNs / 2);
  }
}
