// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import io.tally.player.dash.segment.SegmentClock;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which number in the stream does each segment of an MPD have?
///
/// An MPD need not number its segments, or begins anew with each Period; the player counts them, so
/// that it finds each one again in the next MPD. A segment keeps its number as long as its address
/// and time stay; without a segment in common, later ones go on behind the last and others are the
/// same numbers with other media, which is how the player sees that a stream has restarted.
final class Numbering {
  private static final Duration SAME_MOMENT = Duration.ofMillis(500);
  private static final long MOST = 1L << 53; // far from overflow
  private static final long LATE_NS = 10_000_000_000L;

  private final List<Draft> drafts;
  private final Optional<MediaPlaylist> before;

  private Numbering(List<Draft> drafts, Optional<MediaPlaylist> before) {
    this.drafts = drafts;
    this.before = before.filter(playlist -> !playlist.segments().isEmpty());
  }

  /// The segments, numbered.
  ///
  /// @param before the playlist as it was, when there was one
  /// @param ended nothing will be added: then what has left already does not come back, for a
  ///   packager may list again what it has deleted
  static List<Segment> of(List<Draft> drafts, Optional<MediaPlaylist> before, boolean ended) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    Numbering made = new Numbering(drafts, before);
    Optional<MediaPlaylist> live = made.before.filter(known -> ended && !known.isVod());
    return made.from(live.map(MediaPlaylist::mediaSequence).orElse(0L));
  }

  /// Where a segment of the playlist before is again.
  ///
  /// @param index among the drafts
  private record Shared(Segment segment, int index) {}

  private record Name(String path, Optional<Segment.ByteRange> range) {
    static Name of(Segment segment) {
      return new Name(segment.uri().getRawPath(), segment.range());
    }

    static Name of(Draft draft) {
      return new Name(draft.uri().getRawPath(), draft.range());
    }
  }

  private List<Segment> from(long lowest) {
    Optional<Shared> shared = shared();
    long first =
        shared
            .map(found -> found.segment().mediaSequence() - found.index())
            .orElseGet(this::unshared);
    long timeline = shared.map(this::timeline).orElseGet(this::nextTimeline);
    int kept = Math.clamp(lowest - first, 0, drafts.size());
    long baseNs = kept < drafts.size() ? baseNs(drafts.get(kept)) : 0;
    List<Segment> segments = new ArrayList<>(drafts.size() - kept);
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      timeline += i > 0 && draft.begins() ? 1 : 0;
      boolean known = i == 0 && shared.filter(found -> found.index() == 0).isPresent();
      boolean cut =
          known ? shared.orElseThrow().segment().discontinuity() : i > 0 && draft.begins();
      if (i >= kept) {
        segments.add(
            draft.segment(first + i, timeline, cut, draft.startNs() - baseNs, date(draft, shared)));
      }
    }
    return segments;
  }

  /// Live playlists begin at their first segment. Recordings begin where the presentation does, so
  /// that picture and sound agree, unless nothing is there for long.
  private long baseNs(Draft first) {
    return first.date().isPresent() || before.isPresent() || first.startNs() > LATE_NS
        ? first.startNs()
        : Math.min(0, first.startNs());
  }

  private Optional<Shared> shared() {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Map<Name, Segment> known = new HashMap<>();
    before.get().segments().forEach(segment -> known.put(Name.of(segment), segment));
    for (int i = 0; i < drafts.size(); i++) {
      Segment found = known.get(Name.of(drafts.get(i)));
      if (found != null && isSame(found.programDateTime(), drafts.get(i).date())) {
        return Optional.of(new Shared(found, i));
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty()
        || other.isEmpty()
        || Duration.between(one.get(), other.get()).abs().compareTo(SAME_MOMENT) < 0;
  }

  private long timeline(Shared shared) {
    long begun = drafts.subList(1, shared.index() + 1).stream().filter(Draft::begins).count();
    return Math.max(0, shared.segment().discontinuitySequence() - begun);
  }

  private long nextTimeline() {
    return before.map(known -> known.segments().getLast().discontinuitySequence() + 1).orElse(0L);
  }

  private long unshared() {
    if (before.isEmpty()) {
      return Math.clamp(drafts.getFirst().number(), 0, MOST);
    }
    Segment last = before.get().segments().getLast();
    Optional<Instant> now = drafts.getFirst().date();
    Optional<Instant> then = last.programDateTime().map(date -> date.plusNanos(last.durationNs()));
    if (now.isPresent() && then.isPresent()) {
      long laterNs = SegmentClock.betweenNs(then.get(), now.get());
      if (laterNs > -last.durationNs() / 2) {
        long lost = Math.round((double) laterNs / before.get().targetDurationNs());
        return last.mediaSequence() + 1 + lost;
      }
    }
    return before.get().mediaSequence();
  }

  /// What the MPD tells, or what follows from what it told while it was live.
  private Optional<Instant> date(Draft draft, Optional<Shared> shared) {
    return draft
        .date()
        .or(() ->
            shared.flatMap(found ->
                found
                    .segment()
                    .programDateTime()
                    .map(date ->
                        date.plusNanos(draft.startNs() - drafts.get(found.index()).startNs()))));
  }
}
