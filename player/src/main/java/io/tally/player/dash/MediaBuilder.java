// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import io.tally.player.dash.mpd.Addressing;
import io.tally.player.dash.mpd.Mpd;
import io.tally.player.dash.mpd.Mpd.Period;
import io.tally.player.dash.mpd.Mpd.Version;
import io.tally.player.dash.segment.SegmentClock;
import io.tally.player.dash.segment.Slots.Stretch;
import io.tally.player.dash.xml.Values;
import io.tally.player.playlist.LowLatency;
import io.tally.player.playlist.LowLatency.ServerControl;
import io.tally.player.playlist.MediaHeader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.text.Flaws;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Which segments does one track of an MPD have now?
final class MediaBuilder {
  private static final long USUAL_NS = 2_000_000_000L; // of a stream that has no segment yet
  private static final long SHORTEST_NS = 100_000_000L;
  private static final long FOREVER_NS = Long.MAX_VALUE;

  private final Mpd mpd;
  private final TrackAddress track;
  private final Optional<Instant> now;
  private final Flaws flaws;

  /// @param now by the clock of the server
  MediaBuilder(Mpd mpd, TrackAddress track, Instant now, Flaws flaws) {
    this.mpd = mpd;
    this.track = track;
    this.now = mpd.dynamic() ? Optional.of(now) : Optional.empty();
    this.flaws = flaws;
  }

  /// The indexes that must be loaded before the segments are known.
  List<IndexPlace> indexes() {
    List<IndexPlace> places = new ArrayList<>();
    for (Period period : mpd.periods()) {
      track
          .in(period)
          .filter(version -> version.addressing().is(Addressing.BASE))
          .flatMap(version -> VersionSegments.index(version, track.copy(), flaws))
          .ifPresent(places::add);
    }
    return places;
  }

  /// The playlist.
  ///
  /// @param uri where the MPD came from
  /// @param indexes what was loaded of [#indexes]
  /// @param before as it was, when it was loaded before
  MediaPlaylist read(URI uri, Map<IndexPlace, byte[]> indexes, Optional<MediaPlaylist> before) {
    List<Draft> drafts = new ArrayList<>();
    for (Period period : mpd.periods()) {
      if (begun(period)) {
        append(drafts(period, uri, indexes), drafts);
      }
    }
    boolean ended = !mpd.dynamic();
    List<Segment> segments = Numbering.of(drafts, before, ended);
    long targetNs = targetNs(segments);
    MediaHeader header =
        new MediaHeader(
            1,
            targetNs,
            segments.isEmpty()
                ? before.map(MediaPlaylist::endSequence).orElse(0L)
                : segments.getFirst().mediaSequence(),
            segments.isEmpty() ? 0 : segments.getFirst().discontinuitySequence(),
            Optional.empty(),
            false,
            false,
            Optional.empty());
    return new MediaPlaylist(
        uri,
        header,
        ended,
        Optional.empty(),
        segments,
        holdBack(targetNs),
        List.of(),
        List.of(),
        flaws.all());
  }

  /// Time only goes forward, in a Period and from one to the next.
  private void append(List<Draft> more, List<Draft> drafts) {
    boolean back = false;
    for (Draft draft : more) {
      if (drafts.isEmpty() || draft.startNs() > drafts.getLast().startNs()) {
        drafts.add(draft);
      } else {
        back = true;
      }
    }
    if (back) {
      flaws.error(
          more.getFirst().line(),
          Values.RULE,
          "Segments that begin before the one before them are left out");
    }
  }

  /// How far behind live it wants to be played. A segment is loaded when it is whole, so that
  /// nobody can be nearer than one and a half of them for long.
  private LowLatency holdBack(long targetNs) {
    OptionalLong wantedNs = mpd.dynamic() ? mpd.delayNs() : OptionalLong.empty();
    Optional<ServerControl> control =
        wantedNs.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ServerControl(
                    OptionalLong.empty(),
                    false,
                    OptionalLong.of(Math.max(wantedNs.getAsLong(), targetNs * 3 / 2)),
                    OptionalLong.empty(),
                    false,
                    0));
    return new LowLatency(
        control,
        OptionalLong.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private long targetNs(List<Segment> segments) {
    long longestNs = segments.stream().mapToLong(Segment::durationNs).max().orElse(0);
    return longestNs > 0
        ? Math.max(longestNs, SHORTEST_NS)
        : Math.max(mpd.longestSegmentNs().orElse(USUAL_NS), SHORTEST_NS);
  }

  private boolean begun(Period period) {
    return availableNs(period) > 0 || mpd.begins().isEmpty();
  }

  /// How far a Period has come by now, ns.
  private long availableNs(Period period) {
    if (now.isEmpty()) {
      return FOREVER_NS;
    }
    return mpd.begins()
        .map(begin -> SegmentClock.betweenNs(begin, now.get()) - period.startNs())
        .orElse(Long.MIN_VALUE / 2);
  }

  private List<Draft> drafts(Period period, URI uri, Map<IndexPlace, byte[]> indexes) {
    long availableNs = availableNs(period);
    long fromNs =
        now.isPresent() && mpd.windowNs().isPresent()
            ? Math.max(0, availableNs - mpd.windowNs().getAsLong())
            : 0;
    OptionalLong lengthNs =
        period.endNs().isPresent()
            ? OptionalLong.of(period.endNs().getAsLong() - period.startNs())
            : OptionalLong.empty();
    Optional<Version> version = track.in(period);
    if (version.isPresent()) {
      Stretch stretch = new Stretch(lengthNs, fromNs, availableNs);
      Optional<Instant> begin =
          now.isPresent()
              ? mpd.begins().map(date -> date.plusNanos(period.startNs()))
              : Optional.empty();
      return new VersionSegments(period, version.get(), track.copy(), begin, flaws)
          .read(stretch, indexes);
    }
    // Nothing of its kind: a hole as long as the Period, if that is over.
    boolean over = lengthNs.isPresent() && availableNs >= lengthNs.getAsLong();
    boolean gone = fromNs > 0 && lengthNs.isPresent() && fromNs >= lengthNs.getAsLong();
    return over && !gone && lengthNs.getAsLong() > 0
        ? List.of(hole(period, uri, lengthNs.getAsLong()))
        : List.of();
  }

  private Draft hole(Period period, URI uri, long lengthNs) {
    Optional<Instant> date =
        now.isPresent()
            ? mpd.begins().map(begin -> begin.plusNanos(period.startNs()))
            : Optional.empty();
    return new Draft(
        0,
        TrackAddress.document(uri),
        Optional.empty(),
        Optional.empty(),
        period.startNs(),
        lengthNs,
        date,
        true,
        true,
        List.of(),
        period.line());
  }
}
