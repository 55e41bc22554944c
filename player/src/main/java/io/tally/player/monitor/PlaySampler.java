// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import io.tally.player.LiveDistance;
import io.tally.player.PlayerState;
import io.tally.player.PlayerStatistics;
import io.tally.player.glass.GlassFacts.Likeness;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// How does a player play over time?
///
/// Keeps the newest ten minutes. Threads: one at a time.
final class PlaySampler {
  private static final int MOST = 600;

  private final Deque<PlaySample> samples = new ArrayDeque<>();
  private long beganNs = -1;
  private long lastNs;
  private long lastDecoded;

  /// Takes what the player counts now.
  ///
  /// @param variant the one that is loaded
  /// @param date the sender's wall clock of what is shown
  /// @param likeness of the newest picture that was compared
  /// @param nowNs of any clock that only grows
  /// @param at the same moment by the wall clock
  void next(
      PlayerState state,
      PlayerStatistics counts,
      String variant,
      Optional<Instant> date,
      Optional<Likeness> likeness,
      long nowNs,
      Instant at) {
    boolean first = beganNs < 0;
    double passedS = first ? 0 : (nowNs - lastNs) / 1e9;
    long decoded = counts.decodedFrames() - lastDecoded;
    if (first) {
      beganNs = nowNs;
    }
    samples.addLast(
        new PlaySample(
            at,
            (nowNs - beganNs) / 1e9,
            counts.bufferMs() / 1e3,
            behind(state),
            passedS > 0 ? Math.max(0, decoded / passedS) : 0,
            counts.decoder(),
            counts.droppedFrames(),
            counts.stalls(),
            counts.damagedPackets(),
            distance(state).map(LiveDistance::measure),
            counts.pictureOffsetMs(),
            counts.bitrateBps(),
            variant,
            date,
            likeness));
    if (samples.size() > MOST) {
      samples.removeFirst();
    }
    lastNs = nowNs;
    lastDecoded = counts.decodedFrames();
  }

  private static OptionalDouble behind(PlayerState state) {
    return distance(state).stream()
        .mapToDouble(distance -> distance.behind().toMillis() / 1e3)
        .findAny();
  }

  private static Optional<LiveDistance> distance(PlayerState state) {
    return state instanceof PlayerState.Playing playing ? playing.behindLive() : Optional.empty();
  }

  List<PlaySample> samples() {
    return List.copyOf(samples);
  }

  /// Another stream begins.
  void forget() {
    samples.clear();
    beganNs = -1;
    lastDecoded = 0;
  }
}
