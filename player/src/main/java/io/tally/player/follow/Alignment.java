// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Where in another playlist does a stream go on that was played from this one?
///
/// Pure. Recordings are aligned by their running time, live streams by the sender's clock where
/// both playlists tell it, else by media sequence numbers, which most packagers keep alike although
/// RFC 8216 6.3.4 promises nothing of the kind.
public final class Alignment {
  private static final long SAME_NS = 100_000_000L;

  /// What is wanted next.
  ///
  /// @param sequence number of the segment in the old playlist
  /// @param positionNs where it begins in the stream
  /// @param date the sender's clock there, when it is told
  public record Wanted(long sequence, long positionNs, Optional<Instant> date) {}

  /// Where it is in the other playlist.
  ///
  /// @param sequence number of the segment to go on with
  /// @param originNs position of that playlist's first segment in the stream
  /// @param runsOn the segment continues what was played; else it only is a place to join at
  public record Place(long sequence, long originNs, boolean runsOn) {}

  private Alignment() {}

  /// Finds the place.
  ///
  /// @param from what was played
  /// @param to what is played from now on
  public static Place find(PlaylistSnapshot from, MediaPlaylist to, Wanted wanted) {
    if (to.segments().isEmpty()) {
      return new Place(to.mediaSequence(), wanted.positionNs(), false);
    }
    if (from.originNs() == 0 && from.playlist().isVod() && to.isVod()) {
      return byTime(to, wanted.positionNs());
    }
    return byDate(to, wanted).or(() -> bySequence(to, wanted)).orElseGet(() -> join(to, wanted));
  }

  private static Place byTime(MediaPlaylist to, long positionNs) {
    Segment last = to.segments().getLast();
    if (positionNs + SAME_NS >= last.startNs() + last.durationNs()) {
      return new Place(to.endSequence(), 0, true);
    }
    Segment found = to.segments().getFirst();
    for (Segment segment : to.segments()) {
      if (segment.startNs() > positionNs + SAME_NS) {
        break;
      }
      found = segment;
    }
    return new Place(found.mediaSequence(), 0, true);
  }

  private static Optional<Place> byDate(MediaPlaylist to, Wanted wanted) {
    if (wanted.date().isEmpty() || to.segments().getFirst().programDateTime().isEmpty()) {
      return Optional.empty();
    }
    Instant date = wanted.date().get();
    Segment found = null;
    for (Segment segment : to.segments()) {
      Optional<Instant> begins = segment.programDateTime();
      if (begins.isPresent() && !begins.get().isAfter(date.plusNanos(SAME_NS))) {
        found = segment;
      }
    }
    if (found == null) {
      return Optional.empty(); // what is wanted has left that playlist
    }
    long intoNs = Duration.between(found.programDateTime().orElseThrow(), date).toNanos();
    long originNs = wanted.positionNs() - intoNs - found.startNs();
    boolean after = intoNs + SAME_NS >= found.durationNs();
    if (after && intoNs > found.durationNs() + to.targetDurationNs()) {
      return Optional.empty(); // that playlist is too old, or its clock is another
    }
    return Optional.of(new Place(found.mediaSequence() + (after ? 1 : 0), originNs, true));
  }

  private static Optional<Place> bySequence(MediaPlaylist to, Wanted wanted) {
    if (wanted.sequence() == to.endSequence()) {
      return Optional.of(new Place(wanted.sequence(), wanted.positionNs() - to.durationNs(), true));
    }
    return to.segment(wanted.sequence())
        .map(
            segment -> new Place(wanted.sequence(), wanted.positionNs() - segment.startNs(), true));
  }

  private static Place join(MediaPlaylist to, Wanted wanted) {
    long sequence = to.joinSequence();
    long startNs = to.segment(sequence).map(Segment::startNs).orElse(0L);
    return new Place(sequence, wanted.positionNs() - startNs, false);
  }
}
