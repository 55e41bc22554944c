// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Which place of the stream, and which wall clock of the sender, is a moment of the run time?
///
/// Fed with the beginning of each segment. Threads: any.
public final class PositionMap {
  /// A place in the stream.
  ///
  /// @param positionNs from the stream's beginning
  /// @param programDateTime the sender's wall clock, when the playlist tells it
  public record Place(long positionNs, Optional<Instant> programDateTime) {}

  private record Anchor(long runNs, LoadedSegment segment) {}

  private final Deque<Anchor> anchors = new ArrayDeque<>();

  /// Says at which moment a segment begins.
  public synchronized void add(long runNs, LoadedSegment segment) {
    anchors.add(new Anchor(runNs, segment));
  }

  /// The place of a moment; moments are asked for in order, and what lies before is forgotten.
  public synchronized Place at(long runNs) {
    Anchor found = anchors.peek();
    if (found == null) {
      return new Place(0, Optional.empty());
    }
    while (anchors.size() > 1) {
      Anchor first = anchors.removeFirst();
      if (anchors.getFirst().runNs() > runNs) {
        anchors.addFirst(first);
        break;
      }
      found = anchors.getFirst();
    }
    Anchor anchor = found;
    long sinceNs = Math.max(0, runNs - anchor.runNs());
    return new Place(
        anchor.segment().positionNs() + sinceNs,
        anchor.segment().date().map(date -> date.plusNanos(sinceNs)));
  }
}
