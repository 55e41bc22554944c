// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import io.tally.player.event.scte35.SpliceReader;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.playlist.LowLatency.Skip;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist.Tag;
import io.tally.player.playlist.Segment;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which breaks do the tags mark that packagers have made up and no RFC knows (EXT-X-CUE-OUT,
/// EXT-X-CUE-OUT-CONT, EXT-X-CUE-IN, EXT-OATCLS-SCTE35, EXT-X-SCTE35)?
///
/// A tag holds for the segment behind it. A tag that says how far a break has come tells of the
/// break only when the one that began it has left the playlist.
final class CueTags {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(\\.\\d{1,9})?");
  private static final Pattern DURATION = number("(?:^|[,:;\\s])DURATION=");
  private static final Pattern ELAPSED = number("ELAPSEDTIME=");
  private static final Pattern PROGRESS =
      Pattern.compile("^(\\d{1,6}(?:\\.\\d{1,9})?)/(\\d{1,6}(?:\\.\\d{1,9})?)");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{16,20000}={0,2}");
  private static final Pattern HEX = Pattern.compile("0[xX]((?:[0-9A-Fa-f]{2}){16,10000})");

  private final PlaylistSnapshot snapshot;
  private final List<TimedEvent> events = new ArrayList<>();
  private boolean begun; // a break whose begin the playlist still has

  private CueTags(PlaylistSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  static List<TimedEvent> read(PlaylistSnapshot snapshot) {
    CueTags tags = new CueTags(snapshot);
    snapshot.playlist().unknownTags().forEach(tags::take);
    return tags.events;
  }

  private static Pattern number(String before) {
    return Pattern.compile(before + "\"?(\\d{1,6}(?:\\.\\d{1,9})?)", Pattern.CASE_INSENSITIVE);
  }

  private void take(Tag tag) {
    Optional<Segment> segment = behind(tag.line());
    if (segment.isEmpty()) {
      return;
    }
    switch (tag.name()) {
      case "#EXT-X-CUE-OUT" -> {
        begun = true;
        cue(tag, segment.get(), 0, duration(tag.value()), true);
      }
      case "#EXT-X-CUE-OUT-CONT" -> goesOn(tag, segment.get());
      case "#EXT-X-CUE-IN" -> {
        begun = false;
        cue(tag, segment.get(), 0, OptionalLong.empty(), false);
      }
      case "#EXT-OATCLS-SCTE35", "#EXT-X-SCTE35" -> splice(tag, segment.get());
      default -> {} // somebody else's
    }
  }

  /// The segment that a tag stands before.
  private Optional<Segment> behind(int line) {
    MediaPlaylist playlist = snapshot.playlist();
    // What a delta update left out has the lines of an earlier playlist.
    long skipped = playlist.lowLatency().skip().filter(Skip::merged).map(Skip::segments).orElse(0L);
    return playlist.segments().stream()
        .skip(skipped)
        .filter(segment -> segment.line() > line)
        .findFirst();
  }

  private void goesOn(Tag tag, Segment segment) {
    if (begun) {
      return;
    }
    begun = true;
    Matcher progress = PROGRESS.matcher(tag.value().strip());
    if (progress.find()) {
      long elapsedNs = ns(progress.group(1));
      cue(tag, segment, elapsedNs, OptionalLong.of(ns(progress.group(2))), true);
      return;
    }
    Matcher elapsed = ELAPSED.matcher(tag.value());
    if (elapsed.find()) {
      cue(tag, segment, ns(elapsed.group(1)), duration(tag.value()), true);
    }
  }

  private void cue(Tag tag, Segment segment, long elapsedNs, OptionalLong durationNs, boolean out) {
    events.add(
        new TimedEvent.Cue(
            when(segment, elapsedNs, durationNs), out, tag.name().substring(1), raw(tag)));
  }

  private When when(Segment segment, long elapsedNs, OptionalLong durationNs) {
    return new When(
        OptionalLong.of(snapshot.positionNs(segment) - elapsedNs),
        segment.programDateTime().map(date -> date.minusNanos(elapsedNs)),
        durationNs);
  }

  private static String raw(Tag tag) {
    return Words.shown(tag.name() + (tag.value().isEmpty() ? "" : ":" + tag.value()));
  }

  private static OptionalLong duration(String value) {
    Matcher named = DURATION.matcher(value);
    if (named.find()) {
      return OptionalLong.of(ns(named.group(1)));
    }
    String text = value.strip();
    return NUMBER.matcher(text).matches() ? OptionalLong.of(ns(text)) : OptionalLong.empty();
  }

  private static long ns(String seconds) {
    return Math.round(Double.parseDouble(seconds) * 1e9);
  }

  private void splice(Tag tag, Segment segment) {
    bytes(tag.value())
        .ifPresent(bytes ->
            events.add(
                SegmentEvents.splice(
                    when(segment, 0, OptionalLong.empty()),
                    SpliceReader.read(bytes),
                    tag.name().substring(1),
                    bytes)));
  }

  /// Base64 as it stands, or as the attribute CUE.
  private static Optional<byte[]> bytes(String value) {
    Matcher hex = HEX.matcher(value);
    if (hex.find()) {
      return Optional.of(HexFormat.of().parseHex(hex.group(1)));
    }
    Matcher base64 = BASE64.matcher(value);
    if (!base64.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(base64.group()));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // cut off in the middle
    }
  }
}
