// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import io.tally.player.event.RangeFacts.Ending;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.playlist.DateRange;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which events does a playlist tell, and when are they?
///
/// Its date ranges, at the place of the segment whose dates theirs fall into, and the tags for
/// breaks that packagers have made up, at the segment before which they stand.
public final class PlaylistEvents {
  private static final int MOST_RANGES = 1_000;
  private static final long CENTURY_S = 3_155_760_000L;

  private final PlaylistSnapshot snapshot;
  private final NavigableMap<Instant, Segment> segments;

  private PlaylistEvents(PlaylistSnapshot snapshot) {
    this.snapshot = snapshot;
    segments = dated(snapshot.playlist());
  }

  /// All that a playlist tells now.
  public static List<TimedEvent> of(PlaylistSnapshot snapshot) {
    List<TimedEvent> events = new ArrayList<>(CueTags.read(snapshot));
    List<DateRange> ranges = snapshot.playlist().dateRanges();
    if (ranges.isEmpty()) {
      return events;
    }
    PlaylistEvents reader = new PlaylistEvents(snapshot);
    // Of too many the newest.
    for (DateRange range :
        ranges.subList(Math.max(0, ranges.size() - MOST_RANGES), ranges.size())) {
      range.start().ifPresent(start -> events.add(reader.event(range, start)));
    }
    return events;
  }

  private TimedEvent event(DateRange range, Instant start) {
    Optional<Instant> next = range.endOnNext() ? next(range, start) : Optional.empty();
    OptionalLong durationNs = range.durationNs();
    Ending ending = durationNs.isPresent() ? Ending.TOLD : Ending.OPEN;
    Optional<Instant> end = range.end().or(() -> next);
    if (durationNs.isEmpty() && end.isPresent()) {
      durationNs = OptionalLong.of(Math.max(0, ns(start, end.get())));
      ending = range.end().isPresent() ? Ending.TOLD : Ending.NEXT;
    } else if (durationNs.isEmpty() && range.plannedDurationNs().isPresent()) {
      durationNs = range.plannedDurationNs();
      ending = Ending.PLANNED;
    }
    return new TimedEvent.Range(
        new When(position(start), Optional.of(start), durationNs),
        RangeFacts.of(range, ending),
        range.attributes().entrySet().stream()
            .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
            .collect(Collectors.joining(",")));
  }

  /// Where the range that follows in its class begins.
  private Optional<Instant> next(DateRange range, Instant start) {
    return snapshot.playlist().dateRanges().stream()
        .filter(other -> other.className().equals(range.className()))
        .flatMap(other -> other.start().stream())
        .filter(other -> other.isAfter(start))
        .min(Instant::compareTo);
  }

  /// The segments by their dates.
  private static NavigableMap<Instant, Segment> dated(MediaPlaylist playlist) {
    TreeMap<Instant, Segment> dated = new TreeMap<>();
    for (Segment segment : playlist.segments()) {
      segment.programDateTime().ifPresent(date -> dated.put(date, segment));
    }
    return dated;
  }

  /// Where in the stream a date is: behind the beginning of the segment that it falls into, else as
  /// far before or behind the nearest one as the clock says.
  private OptionalLong position(Instant date) {
    Map.Entry<Instant, Segment> nearest = segments.floorEntry(date);
    if (nearest == null) {
      nearest = segments.firstEntry();
    }
    return nearest == null
        ? OptionalLong.empty()
        : OptionalLong.of(snapshot.positionNs(nearest.getValue()) + ns(nearest.getKey(), date));
  }

  /// A century at most either way, so that no sum overflows.
  private static long ns(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    long seconds = Math.clamp(between.getSeconds(), -CENTURY_S, CENTURY_S);
    return seconds * 1_000_000_000L + between.getNano();
  }
}
