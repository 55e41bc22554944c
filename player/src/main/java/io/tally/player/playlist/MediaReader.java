// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import io.tally.player.playlist.PlaylistParser.Line;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.Segment.InitSection;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which segments do the lines of a media playlist announce (RFC 8216 4.3.2 and 4.3.3)?
///
/// One object reads one playlist.
final class MediaReader {
  private static final Set<String> ONCE =
      Set.of(
          "#EXT-X-VERSION",
          "#EXT-X-TARGETDURATION",
          "#EXT-X-MEDIA-SEQUENCE",
          "#EXT-X-DISCONTINUITY-SEQUENCE",
          "#EXT-X-PLAYLIST-TYPE",
          "#EXT-X-ENDLIST",
          "#EXT-X-INDEPENDENT-SEGMENTS");

  private static final long LONGEST_NS = Long.MAX_VALUE / 4; // no sum of a few of these overflows

  private final URI uri;
  private final Findings findings;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Playlist.Tag> unknown = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  // Of the playlist.
  private int version = 1;
  private OptionalLong targetDurationNs = OptionalLong.empty();
  private long mediaSequence;
  private long discontinuitySequence;
  private Optional<MediaPlaylist.Type> type = Optional.empty();
  private boolean ended;
  private boolean independent;
  private OptionalLong holdBackNs = OptionalLong.empty();
  private Optional<MediaPlaylist.Encryption> encryption = Optional.empty();

  // Of the segments that follow.
  private Optional<InitSection> init = Optional.empty();
  private @Nullable Instant nextDate;
  private long discontinuities;
  private long startNs;
  private @Nullable URI rangedUri;
  private long rangeEnd;

  // Of the next segment only.
  private OptionalLong durationNs = OptionalLong.empty();
  private @Nullable String range;
  private boolean discontinuity;
  private boolean gap;

  MediaReader(URI uri, Findings findings) {
    this.uri = uri;
    this.findings = findings;
  }

  MediaPlaylist read(List<Line> lines) {
    for (Line line : lines) {
      if (line.isAddress()) {
        segment(line);
      } else {
        if (ONCE.contains(line.name()) && !seen.add(line.name())) {
          findings.error(line.number(), line.name() + " appears twice");
        }
        tag(line);
      }
    }
    if (durationNs.isPresent()) {
      findings.error(0, "No address follows the last EXTINF");
    }
    if (targetDurationNs.isEmpty()) {
      findings.error(0, "EXT-X-TARGETDURATION is missing");
    }
    return new MediaPlaylist(
        uri,
        version,
        targetDurationNs.orElseGet(this::longestNs),
        mediaSequence,
        discontinuitySequence,
        type,
        ended,
        independent,
        holdBackNs,
        encryption,
        segments,
        unknown,
        findings.all());
  }

  private long longestNs() {
    long longest = segments.stream().mapToLong(Segment::durationNs).max().orElse(0);
    return Math.max(1_000_000_000L, longest);
  }

  private void tag(Line line) {
    switch (line.name()) {
      case "#EXTM3U" -> {}
      case "#EXTINF" -> durationNs = OptionalLong.of(duration(line));
      case "#EXT-X-VERSION" -> version = (int) Math.min(99, number(line).orElse(1));
      case "#EXT-X-TARGETDURATION" -> targetDurationNs = targetDuration(line);
      case "#EXT-X-MEDIA-SEQUENCE" -> mediaSequence = beforeSegments(line);
      case "#EXT-X-DISCONTINUITY-SEQUENCE" -> discontinuitySequence = beforeSegments(line);
      case "#EXT-X-PLAYLIST-TYPE" -> type = playlistType(line);
      case "#EXT-X-ENDLIST" -> ended = true;
      case "#EXT-X-INDEPENDENT-SEGMENTS" -> independent = true;
      case "#EXT-X-SERVER-CONTROL" ->
          holdBackNs =
              AttributeList.parse(line.value(), line.number(), findings).seconds("HOLD-BACK");
      case "#EXT-X-DISCONTINUITY" -> discontinuity = true;
      case "#EXT-X-GAP" -> gap = true;
      case "#EXT-X-BYTERANGE" -> range = line.value();
      case "#EXT-X-MAP" -> map(line);
      case "#EXT-X-KEY" -> key(line);
      case "#EXT-X-PROGRAM-DATE-TIME" -> date(line);
      default -> unknown.add(new Playlist.Tag(line.number(), line.name(), line.value()));
    }
  }

  private void segment(Line line) {
    if (durationNs.isEmpty()) {
      findings.error(line.number(), "No EXTINF stands before this address");
    }
    long lasts = durationNs.orElse(0);
    if (targetDurationNs.isPresent()
        && Math.round(lasts / 1e9) > targetDurationNs.getAsLong() / 1_000_000_000L) {
      findings.error(
          line.number(),
          "EXTINF of %.3f s is longer than the target duration of %.0f s"
              .formatted(lasts / 1e9, targetDurationNs.getAsLong() / 1e9));
    }
    if (discontinuity) {
      discontinuities++;
    }
    Optional<URI> address = PlaylistParser.resolve(uri, line, line.value(), findings);
    Optional<ByteRange> bytes = segmentRange(line, address.orElse(uri));
    boolean missing = gap || address.isEmpty() || (range != null && bytes.isEmpty());
    segments.add(
        new Segment(
            mediaSequence + segments.size(),
            discontinuitySequence + discontinuities,
            address.orElse(uri),
            lasts,
            startNs,
            bytes,
            init,
            discontinuity,
            Optional.ofNullable(nextDate),
            missing,
            line.number()));
    startNs = Math.min(startNs + lasts, LONGEST_NS);
    nextDate = nextDate == null ? null : nextDate.plusNanos(lasts);
    durationNs = OptionalLong.empty();
    range = null;
    discontinuity = false;
    gap = false;
  }

  private Optional<ByteRange> segmentRange(Line line, URI address) {
    String text = range;
    if (text == null) {
      rangedUri = null;
      return Optional.empty();
    }
    long follows = address.equals(rangedUri) ? rangeEnd : -1;
    Optional<ByteRange> bytes = byteRange(line, text, follows);
    rangedUri = address;
    rangeEnd = bytes.map(found -> found.offset() + found.length()).orElse(0L);
    return bytes;
  }

  private Optional<ByteRange> byteRange(Line line, String text, long follows) {
    int at = text.indexOf('@');
    OptionalLong length = Numbers.whole(at < 0 ? text : text.substring(0, at));
    OptionalLong offset =
        at >= 0
            ? Numbers.whole(text.substring(at + 1))
            : follows >= 0 ? OptionalLong.of(follows) : OptionalLong.empty();
    if (length.isEmpty() || length.getAsLong() < 1 || offset.isEmpty()) {
      findings.error(line.number(), "The byte range has no length or does not say where it starts");
      return Optional.empty();
    }
    return Optional.of(new ByteRange(offset.getAsLong(), length.getAsLong()));
  }

  private long duration(Line line) {
    int comma = line.value().indexOf(',');
    String text = comma < 0 ? line.value() : line.value().substring(0, comma);
    OptionalLong ns = Numbers.secondsAsNs(text);
    if (ns.isEmpty()) {
      findings.error(line.number(), "EXTINF needs seconds, such as 2.000");
    }
    return ns.orElse(0);
  }

  private OptionalLong targetDuration(Line line) {
    OptionalLong ns = Numbers.secondsAsNs(line.value());
    if (Numbers.whole(line.value()).orElse(0) < 1) {
      findings.error(line.number(), "EXT-X-TARGETDURATION needs a whole number from 1");
    }
    return ns.orElse(0) > 0 ? ns : OptionalLong.empty();
  }

  private long beforeSegments(Line line) {
    if (!segments.isEmpty()) {
      findings.error(line.number(), line.name() + " must stand before the segments");
      return line.name().equals("#EXT-X-MEDIA-SEQUENCE") ? mediaSequence : discontinuitySequence;
    }
    return number(line).orElse(0);
  }

  private OptionalLong number(Line line) {
    OptionalLong number = Numbers.whole(line.value());
    if (number.isEmpty()) {
      findings.error(line.number(), line.name() + " needs a whole number");
    }
    return number;
  }

  private Optional<MediaPlaylist.Type> playlistType(Line line) {
    return switch (line.value().strip()) {
      case "EVENT" -> Optional.of(MediaPlaylist.Type.EVENT);
      case "VOD" -> Optional.of(MediaPlaylist.Type.VOD);
      default -> {
        findings.error(line.number(), "EXT-X-PLAYLIST-TYPE is EVENT or VOD");
        yield Optional.empty();
      }
    };
  }

  private void map(Line line) {
    AttributeList attributes = AttributeList.parse(line.value(), line.number(), findings);
    Optional<String> address = attributes.text("URI");
    if (address.isEmpty()) {
      findings.error(line.number(), "EXT-X-MAP has no URI");
      return;
    }
    Optional<ByteRange> bytes =
        attributes.text("BYTERANGE").flatMap(text -> byteRange(line, text, -1));
    init =
        PlaylistParser.resolve(uri, line, address.get(), findings)
            .map(found -> new InitSection(found, bytes));
  }

  private void key(Line line) {
    AttributeList attributes = AttributeList.parse(line.value(), line.number(), findings);
    String method = attributes.text("METHOD").orElse("");
    if (method.isEmpty()) {
      findings.error(line.number(), "EXT-X-KEY has no METHOD");
    }
    if (!method.equals("NONE") && encryption.isEmpty()) {
      encryption = Optional.of(new MediaPlaylist.Encryption(method, line.number()));
    }
  }

  private void date(Line line) {
    Optional<Instant> date = Numbers.date(line.value());
    if (date.isEmpty()) {
      findings.warning(line.number(), "EXT-X-PROGRAM-DATE-TIME needs a date as ISO 8601 has it");
    }
    nextDate = date.orElse(null);
  }
}
