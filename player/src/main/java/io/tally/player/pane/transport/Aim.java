// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.transport;

import io.tally.player.PlayerState;
import java.util.OptionalLong;

/// To which place is a player on its way?
///
/// From the wish until it plays there, so that a second step counts from where the first leads. It
/// has arrived when it plays after it was on its way, or near the place. Threads: any.
public final class Aim {
  private static final long NEAR_NS = 1_000_000_000L;

  private OptionalLong wished = OptionalLong.empty();
  private boolean underWay;

  /// Somebody wants to be there.
  public synchronized void at(long placeNs) {
    wished = OptionalLong.of(placeNs);
    underWay = false;
  }

  /// Nobody wants to be anywhere else any more.
  public synchronized void drop() {
    wished = OptionalLong.empty();
  }

  /// Takes the player's next state.
  public synchronized void follow(PlayerState state) {
    if (wished.isEmpty()) {
      return;
    }
    switch (state) {
      case PlayerState.Buffering _ -> underWay = true;
      case PlayerState.Playing playing -> {
        if (underWay || Math.abs(playing.positionNs() - wished.getAsLong()) < NEAR_NS) {
          drop();
        }
      }
      case PlayerState.Ended _ -> {
        if (underWay) {
          drop();
        }
      }
      case PlayerState.Idle _, PlayerState.Opening _, PlayerState.Failed _ -> drop();
    }
  }

  /// The place; empty when there is none.
  public synchronized OptionalLong place() {
    return wished;
  }
}
