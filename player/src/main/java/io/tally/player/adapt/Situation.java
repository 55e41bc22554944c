// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is known when the variant of the next segment is chosen?
///
/// @param ladder in the order of the playlist
/// @param current the variant that was loaded last; empty before the first
/// @param manual the one that a person asked for
/// @param barred those that cannot be had now, by index, with the reason
/// @param bandwidthBps what the line carries; empty while unknown
/// @param firstByteNs what passes before an answer begins
/// @param bufferNs media that is loaded and not shown
/// @param segmentNs what is loaded at a time
/// @param live more cannot be loaded than there is
/// @param shownHeight lines of the screen that the picture gets; 0 while unknown
/// @param smoothHeight lines above which this machine dropped pictures; `Integer.MAX_VALUE` when it
///   did not
/// @param sinceDownNs since the last change to a lower variant
public record Situation(
    List<Rung> ladder,
    OptionalInt current,
    OptionalInt manual,
    Map<Integer, String> barred,
    OptionalLong bandwidthBps,
    long firstByteNs,
    long bufferNs,
    long segmentNs,
    boolean live,
    int shownHeight,
    int smoothHeight,
    long sinceDownNs) {
  public Situation {
    ladder = List.copyOf(ladder);
    barred = Map.copyOf(barred);
  }
}
