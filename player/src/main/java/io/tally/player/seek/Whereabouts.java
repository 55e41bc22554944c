// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.seek;

import java.time.Instant;
import java.util.Optional;

/// Where in the stream is what is shown now, and where could it be?
///
/// All places are counted as [io.tally.player.PlayerState.Playing] counts them, ns.
///
/// @param positionNs what is shown now; 0 before the first picture
/// @param date the sender's wall clock of that moment, when the playlist tells it
/// @param startNs where the server's memory of the stream begins
/// @param endNs the end of a recording; of a live stream the end of what can be loaded
/// @param liveNs where a live stream wants its viewers to be now; the start of a recording
/// @param targetNs how long a segment is at most
/// @param live more of it comes
public record Whereabouts(
    long positionNs,
    Optional<Instant> date,
    long startNs,
    long endNs,
    long liveNs,
    long targetNs,
    boolean live) {
  /// How much of the stream can be gone to, ns.
  public long lengthNs() {
    return Math.max(0, endNs - startNs);
  }

  /// Whether the server still has this place.
  public boolean contains(long placeNs) {
    return placeNs >= startNs && placeNs <= endNs;
  }

  /// Whether a place is as near to the live edge as the stream wants it, but for what a new segment
  /// moves it.
  public boolean isAtLive(long placeNs) {
    return live && placeNs >= liveNs - 2 * targetNs;
  }
}
