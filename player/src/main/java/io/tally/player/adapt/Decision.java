// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which variant was chosen when, and why?
///
/// @param at when it was decided
/// @param mediaSequence the first segment that it holds for
/// @param from what was loaded before; empty for the first choice
/// @param to what is loaded from here on
/// @param cause of which kind the reason is
/// @param reason a sentence for a person, with the figures
/// @param bandwidthBps what the line carried, by the estimate; empty while unknown
/// @param bufferMs media that was loaded and not shown, ms
/// @param rejected the other variants, each with what spoke against it
public record Decision(
    Instant at,
    long mediaSequence,
    Optional<Rung> from,
    Rung to,
    Cause cause,
    String reason,
    OptionalLong bandwidthBps,
    long bufferMs,
    List<Rejected> rejected) {
  public Decision {
    rejected = List.copyOf(rejected);
  }

  /// Of which kind is a reason?
  public enum Cause {
    /// The first choice.
    START,
    /// The line carries more.
    UP,
    /// The line carries less, or the picture is too large for the screen or this machine.
    DOWN,
    /// Nothing better than what is loaded.
    STAY,
    /// A person chose.
    MANUAL,
    /// The variant cannot be had.
    MISSING,
    /// A download that would have come too late was broken off.
    ABANDONED,
    /// The same variant comes from another address from here on.
    PATHWAY
  }

  /// What spoke against a variant?
  ///
  /// @param why such as `the line is too slow`
  public record Rejected(Rung rung, String why) {}

  /// Whether another variant is loaded from here on than before.
  public boolean isChange() {
    return from.isPresent() && from.get().index() != to.index();
  }
}
