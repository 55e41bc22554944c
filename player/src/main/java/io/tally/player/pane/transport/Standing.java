// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.transport;

import io.tally.player.PlayerState;
import io.tally.player.seek.Whereabouts;
import java.util.Optional;
import java.util.OptionalLong;

/// What do the controls of the time show?
///
/// @param open there is a stream whose time can be moved in
/// @param running it plays, or will as soon as it can
/// @param live more of it comes
/// @param atLive a live stream is where it wants its viewers to be
/// @param positionNs where it is, or will be in a moment
/// @param startNs the first place that can be gone to
/// @param endNs the last one
/// @param rate how fast it is asked to play
public record Standing(
    boolean open,
    boolean running,
    boolean live,
    boolean atLive,
    long positionNs,
    long startNs,
    long endNs,
    double rate) {
  /// No stream.
  public static final Standing NONE = new Standing(false, false, false, false, 0, 0, 0, 1);

  private static final long SHORTEST_NS = 1_000_000_000L;

  /// What they show of a player.
  ///
  /// @param where while a stream is open
  /// @param aimed a place that it is on its way to
  public static Standing of(
      PlayerState state,
      Optional<Whereabouts> where,
      OptionalLong aimed,
      boolean paused,
      double rate) {
    OptionalLong known = position(state);
    if (where.isEmpty() || known.isEmpty()) {
      return NONE;
    }
    Whereabouts now = where.get();
    long place = aimed.orElse(known.getAsLong());
    return new Standing(
        true,
        !paused && !(state instanceof PlayerState.Ended),
        now.live(),
        now.isAtLive(place),
        place,
        Math.min(now.startNs(), place),
        Math.max(now.endNs(), place),
        rate);
  }

  /// Where a player says that it is; empty while nothing came yet.
  static OptionalLong position(PlayerState state) {
    return switch (state) {
      case PlayerState.Playing playing -> OptionalLong.of(playing.positionNs());
      case PlayerState.Buffering buffering -> OptionalLong.of(buffering.positionNs());
      case PlayerState.Ended ended -> OptionalLong.of(ended.positionNs());
      case PlayerState.Idle _, PlayerState.Opening _, PlayerState.Failed _ -> OptionalLong.empty();
    };
  }

  /// Whether there is another place to go to.
  boolean isSeekable() {
    return open && endNs - startNs >= SHORTEST_NS;
  }

  /// The nearest place that can be gone to.
  long clamped(long placeNs) {
    return Math.clamp(placeNs, startNs, endNs);
  }
}
