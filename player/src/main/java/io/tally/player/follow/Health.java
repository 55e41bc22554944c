// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import java.util.Optional;

/// Does a playlist come as it should?
public sealed interface Health {
  /// What is wrong with it, in a sentence; empty when nothing is.
  default Optional<String> trouble() {
    return switch (this) {
      case Stuck stuck -> Optional.of(stuck.problem());
      case Failing failing -> Optional.of(failing.problem());
      case Fresh _, Ended _ -> Optional.empty();
    };
  }

  /// It changes in time.
  record Fresh() implements Health {}

  /// It loads and does not change.
  record Stuck(String problem) implements Health {}

  /// It does not load, or is not a playlist.
  record Failing(String problem) implements Health {}

  /// It has ended: nothing more will come.
  record Ended() implements Health {}
}
