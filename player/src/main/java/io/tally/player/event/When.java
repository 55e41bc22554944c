// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// When is something that is attached to a stream?
///
/// @param positionNs place in the stream, ns from its beginning; negative before it, and empty when
///   the playlist does not say where its date is
/// @param date the sender's clock, when it is told
/// @param durationNs how long it lasts, ns; empty for a moment, and while it is not known
public record When(OptionalLong positionNs, Optional<Instant> date, OptionalLong durationNs) {
  /// Whether both are as good as the same moment.
  boolean isNear(When other, long mostApartNs) {
    return positionNs.isPresent()
        && other.positionNs.isPresent()
        && Math.abs(positionNs.getAsLong() - other.positionNs.getAsLong()) <= mostApartNs;
  }

  /// Whether it is still to come, or has not ended, at a place of the stream.
  boolean isAhead(long ofNs) {
    return positionNs.isPresent() && positionNs.getAsLong() + durationNs.orElse(0) >= ofNs;
  }
}
