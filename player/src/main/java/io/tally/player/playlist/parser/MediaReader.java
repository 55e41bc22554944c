// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.LowLatency.Skip;
import io.tally.player.playlist.MediaHeader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.text.Addresses;
import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.Numbers;
import io.tally.player.playlist.text.PlaylistText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What do the lines of a media playlist say (RFC 8216bis 4.4.2 to 4.4.5)?
///
/// One object reads one playlist.
final class MediaReader {
  private static final Set<String> ONCE =
      Set.of(
          "#EXT-X-TARGETDURATION",
          "#EXT-X-MEDIA-SEQUENCE",
          "#EXT-X-DISCONTINUITY-SEQUENCE",
          "#EXT-X-PLAYLIST-TYPE",
          "#EXT-X-I-FRAMES-ONLY",
          "#EXT-X-PART-INF",
          "#EXT-X-SERVER-CONTROL",
          "#EXT-X-SKIP",
          "#EXT-X-ENDLIST");

  private final PlaylistText text;
  private final Optional<MediaPlaylist> previous;
  private final Flaws flaws;
  private final SegmentReader segments;
  private final LowLatencyReader lowLatency;
  private final DateRangeReader dateRanges;
  private final Addresses addresses;
  private final List<Playlist.Tag> unknown = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private int version = 1;
  private OptionalLong targetDurationNs = OptionalLong.empty();
  private long mediaSequence;
  private long discontinuitySequence;
  private Optional<MediaPlaylist.Type> type = Optional.empty();
  private boolean ended;
  private boolean iframesOnly;
  private boolean independent;
  private Optional<MediaHeader.Start> start = Optional.empty();
  private Optional<MediaPlaylist.Encryption> encryption = Optional.empty();

  MediaReader(PlaylistText text, Optional<MediaPlaylist> previous, Flaws flaws) {
    this.text = text;
    this.previous = previous;
    this.flaws = flaws;
    addresses = new Addresses(text.uri(), flaws);
    segments = new SegmentReader(text.uri(), addresses, flaws);
    lowLatency = new LowLatencyReader(text.uri(), addresses, flaws);
    dateRanges = new DateRangeReader(flaws);
  }

  MediaPlaylist read() {
    for (Line line : text.lines()) {
      if (line.isAddress()) {
        segments.address(
            line,
            mediaSequence,
            discontinuitySequence,
            targetDurationNs.orElse(0),
            lowLatency.takeParts());
      } else {
        tag(line);
      }
    }
    if (segments.hasUnfinished()) {
      flaws.error(0, 11, "No address follows the last EXTINF");
    }
    if (targetDurationNs.isEmpty()) {
      flaws.error(0, 8, "EXT-X-TARGETDURATION is missing");
    }
    MediaHeader header =
        new MediaHeader(
            version,
            targetDurationNs.orElseGet(this::longestNs),
            mediaSequence,
            discontinuitySequence,
            type,
            iframesOnly,
            independent,
            start);
    return new MediaPlaylist(
        text.uri(),
        header,
        ended,
        encryption,
        segments.segments(),
        lowLatency.read(segments.open(mediaSequence, discontinuitySequence, lowLatency.parts(), 0)),
        dateRanges.all(),
        unknown,
        flaws.all());
  }

  private long longestNs() {
    long longest = segments.segments().stream().mapToLong(Segment::durationNs).max().orElse(0);
    return Math.max(1_000_000_000L, longest);
  }

  private void tag(Line line) {
    switch (line.name()) {
      case "#EXTINF" -> segments.duration(line);
      case "#EXT-X-PROGRAM-DATE-TIME" -> segments.date(line);
      case "#EXT-X-BYTERANGE" -> segments.range(line.value());
      case "#EXT-X-PART" -> lowLatency.part(line);
      case "#EXT-X-DISCONTINUITY" -> segments.discontinuity();
      case "#EXT-X-GAP" -> segments.gap();
      case "#EXT-X-BITRATE" -> segments.bitrate(line);
      case "#EXT-X-MAP" -> segments.map(line);
      case "#EXT-X-KEY" -> key(line);
      case "#EXT-X-DATERANGE" -> dateRanges.read(line);
      case "#EXT-X-PRELOAD-HINT" -> lowLatency.hint(line);
      case "#EXT-X-RENDITION-REPORT" -> lowLatency.report(line);
      default -> header(line);
    }
  }

  private void header(Line line) {
    if (ONCE.contains(line.name()) && !seen.add(line.name())) {
      flaws.error(line.number(), 6, line.name().substring(1) + " appears twice");
    }
    switch (line.name()) {
      case "#EXTM3U", "#EXT-X-DEFINE" -> {}
      case "#EXT-X-VERSION" -> version = HeaderTags.version(line, seen, flaws);
      case "#EXT-X-INDEPENDENT-SEGMENTS" -> independent = HeaderTags.once(line, seen, flaws);
      case "#EXT-X-START" -> start = HeaderTags.start(line, seen, flaws);
      case "#EXT-X-TARGETDURATION" -> targetDurationNs = targetDuration(line);
      case "#EXT-X-MEDIA-SEQUENCE" -> mediaSequence = beforeSegments(line, mediaSequence);
      case "#EXT-X-DISCONTINUITY-SEQUENCE" ->
          discontinuitySequence = beforeSegments(line, discontinuitySequence);
      case "#EXT-X-PLAYLIST-TYPE" -> type = playlistType(line);
      case "#EXT-X-I-FRAMES-ONLY" -> iframesOnly = true;
      case "#EXT-X-ENDLIST" -> ended = true;
      case "#EXT-X-SERVER-CONTROL" -> lowLatency.control(line);
      case "#EXT-X-PART-INF" -> lowLatency.partTarget(line);
      case "#EXT-X-SKIP" -> skip(line);
      default -> unknown.add(new Playlist.Tag(line.number(), line.name(), line.value()));
    }
  }

  private OptionalLong targetDuration(Line line) {
    OptionalLong ns = Numbers.secondsAsNs(line.value());
    if (Numbers.whole(line.value()).orElse(0) < 1) {
      flaws.error(line.number(), 8, "EXT-X-TARGETDURATION needs a whole number from 1");
    }
    return ns.orElse(0) > 0 ? ns : OptionalLong.empty();
  }

  private long beforeSegments(Line line, long now) {
    String tag = line.name().substring(1);
    if (!segments.isEmpty()) {
      flaws.error(line.number(), 10, tag + " must stand before the segments");
      return now;
    }
    OptionalLong number = Numbers.whole(line.value());
    if (number.isEmpty()) {
      flaws.error(line.number(), 10, tag + " needs a whole number");
    }
    return number.orElse(0);
  }

  private Optional<MediaPlaylist.Type> playlistType(Line line) {
    return switch (line.value().strip()) {
      case "EVENT" -> Optional.of(MediaPlaylist.Type.EVENT);
      case "VOD" -> Optional.of(MediaPlaylist.Type.VOD);
      default -> {
        flaws.error(line.number(), Flaws.SYNTAX, "EXT-X-PLAYLIST-TYPE is EVENT or VOD");
        yield Optional.empty();
      }
    };
  }

  private void key(Line line) {
    Optional<EncryptionKey> key = KeyReader.read(line, addresses, flaws);
    segments.key(key);
    if (key.isPresent() && encryption.isEmpty()) {
      encryption = Optional.of(new MediaPlaylist.Encryption(key.get().method(), line.number()));
    }
  }

  /// Puts in what a delta update left out. What cannot be put in are gaps, so that numbers run on.
  private void skip(Line line) {
    AttributeList attributes = line.attributes(flaws);
    OptionalLong count = attributes.number("SKIPPED-SEGMENTS");
    if (count.isEmpty() || !segments.isEmpty()) {
      flaws.error(
          line.number(),
          59,
          "EXT-X-SKIP needs SKIPPED-SEGMENTS and must stand before the segments");
      return;
    }
    List<String> removed =
        attributes
            .text("RECENTLY-REMOVED-DATERANGES")
            .map(ids -> List.of(ids.split("\t", -1)))
            .orElse(List.of());
    List<Segment> skipped = skipped(count.getAsLong());
    boolean merged = skipped.size() == count.getAsLong();
    if (merged) {
      segments.takeOver(skipped, discontinuitySequence);
      previous.ifPresent(before -> dateRanges.takeOver(before.dateRanges(), removed));
      encryption = encryption.or(() -> previous.flatMap(MediaPlaylist::encryption));
    } else {
      // Numbers must run on from where the skipped ones end.
      mediaSequence = Math.min(mediaSequence + count.getAsLong(), Long.MAX_VALUE / 2);
    }
    lowLatency.skip(new Skip(count.getAsLong(), removed, merged, line.number()));
  }

  private List<Segment> skipped(long count) {
    if (previous.isEmpty() || count > previous.get().segments().size()) {
      return List.of();
    }
    MediaPlaylist before = previous.get();
    long from = mediaSequence - before.mediaSequence();
    return from >= 0 && from + count <= before.segments().size()
        ? before.segments().subList((int) from, (int) (from + count))
        : List.of();
  }
}
