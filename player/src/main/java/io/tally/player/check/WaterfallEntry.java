// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.net.Exchange;
import java.util.OptionalLong;

/// Which request was made for what?
///
/// @param kind what was asked for
/// @param track for which playlist, as the report names it
/// @param durationNs of the media that it gave, by EXTINF, ns; empty for all but segments
public record WaterfallEntry(
    Kind kind, String track, Exchange exchange, OptionalLong durationNs) {
  /// What was asked for?
  public enum Kind {
    PLAYLIST,
    INIT,
    SEGMENT,
    PART,
    /// A segment that has left the playlist.
    REMOVED,
    STEERING
  }

  /// How much faster than it plays did it come? 0 when it does not say.
  public double speed() {
    long ms = Math.max(1, exchange.totalMs());
    return durationNs.isPresent() ? durationNs.getAsLong() / 1e6 / ms : 0;
  }
}
