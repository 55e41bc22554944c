// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.Segment.InitSection;
import io.tally.player.playlist.text.Addresses;
import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Dates;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.Numbers;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Which segments do the tags and addresses announce (RFC 8216bis 4.4.4)?
///
/// One object reads one playlist.
final class SegmentReader {
  private static final long LONGEST_NS = Long.MAX_VALUE / 4; // no sum of a few of these overflows

  private final URI uri;
  private final Addresses addresses;
  private final Flaws flaws;
  private final ByteRanges ranges;
  private final List<Segment> segments = new ArrayList<>();

  // Of the segments that follow.
  private Optional<InitSection> init = Optional.empty();
  private List<EncryptionKey> keys = List.of();
  private boolean keysBegun; // the next key stands beside the last one
  private OptionalLong bitrateBps = OptionalLong.empty();
  private @Nullable Instant nextDate;
  private long discontinuities;
  private long startNs;

  // Of the next segment only.
  private OptionalLong durationNs = OptionalLong.empty();
  private Optional<String> range = Optional.empty();
  private boolean discontinuity;
  private boolean gap;

  SegmentReader(URI uri, Addresses addresses, Flaws flaws) {
    this.uri = uri;
    this.addresses = addresses;
    this.flaws = flaws;
    ranges = new ByteRanges(flaws);
  }

  List<Segment> segments() {
    return segments;
  }

  boolean isEmpty() {
    return segments.isEmpty();
  }

  boolean hasUnfinished() {
    return durationNs.isPresent();
  }

  void discontinuity() {
    discontinuity = true;
  }

  void gap() {
    gap = true;
  }

  void range(String text) {
    range = Optional.of(text);
  }

  void bitrate(Line line) {
    OptionalLong kbps = Numbers.whole(line.value());
    if (kbps.isEmpty() || kbps.getAsLong() > Long.MAX_VALUE / 1000) {
      flaws.error(line.number(), Flaws.SYNTAX, "EXT-X-BITRATE needs a whole number of kbit/s");
      bitrateBps = OptionalLong.empty();
    } else {
      bitrateBps = OptionalLong.of(kbps.getAsLong() * 1000);
    }
  }

  void duration(Line line) {
    int comma = line.value().indexOf(',');
    String text = comma < 0 ? line.value() : line.value().substring(0, comma);
    OptionalLong ns = Numbers.secondsAsNs(text);
    if (ns.isEmpty()) {
      flaws.error(line.number(), 11, "EXTINF needs seconds, such as 2.000");
    }
    durationNs = OptionalLong.of(ns.orElse(0));
  }

  void map(Line line) {
    AttributeList attributes = line.attributes(flaws);
    Optional<String> address = attributes.text("URI");
    if (address.isEmpty()) {
      flaws.error(line.number(), 13, "EXT-X-MAP has no URI");
      return;
    }
    Optional<ByteRange> bytes =
        attributes
            .text("BYTERANGE")
            .flatMap(text -> ByteRanges.read(line.number(), text, -1, flaws, 13));
    init =
        addresses
            .resolve(line.number(), address.get())
            .map(found -> new InitSection(found, bytes, keys));
  }

  /// Keys that follow each other are ways to the same key; one behind a segment begins anew.
  void key(Optional<EncryptionKey> key) {
    List<EncryptionKey> now = new ArrayList<>(keysBegun ? keys : List.of());
    key.ifPresent(now::add);
    keys = List.copyOf(now);
    keysBegun = true;
  }

  void date(Line line) {
    Optional<Instant> date = Dates.parse(line.value());
    if (date.isEmpty()) {
      flaws.warning(line.number(), 16, "EXT-X-PROGRAM-DATE-TIME needs a date as ISO 8601 has it");
    }
    nextDate = date.orElse(null);
  }

  /// Ends the segment that the tags so far are about.
  void address(Line line, long first, long timeline, long targetNs, List<Part> parts) {
    if (durationNs.isEmpty()) {
      flaws.error(line.number(), 11, "No EXTINF stands before this address");
    }
    long lasts = durationNs.orElse(0);
    if (targetNs > 0 && Math.round(lasts / 1e9) > targetNs / 1_000_000_000L) {
      flaws.error(
          line.number(),
          9,
          "EXTINF of %.3f s is longer than the target duration of %.0f s"
              .formatted(lasts / 1e9, targetNs / 1e9));
    }
    if (discontinuity) {
      discontinuities++;
    }
    Optional<URI> address = addresses.resolve(line.number(), line.value());
    Optional<ByteRange> bytes = ranges.next(line.number(), range, address.orElse(uri));
    boolean missing = gap || address.isEmpty() || (range.isPresent() && bytes.isEmpty());
    segments.add(
        new Segment(
            first + segments.size(),
            timeline + discontinuities,
            address.orElse(uri),
            lasts,
            startNs,
            bytes,
            init,
            discontinuity,
            Optional.ofNullable(nextDate),
            missing,
            keys,
            bitrateBps,
            parts,
            line.number()));
    startNs = Math.min(startNs + lasts, LONGEST_NS);
    nextDate = nextDate == null ? null : nextDate.plusNanos(lasts);
    durationNs = OptionalLong.empty();
    range = Optional.empty();
    discontinuity = false;
    gap = false;
    keysBegun = false;
  }

  /// What the tags since the last address say of a segment that so far has parts only.
  Optional<Segment> open(long first, long timeline, List<Part> parts, int line) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Segment(
            first + segments.size(),
            timeline + discontinuities + (discontinuity ? 1 : 0),
            uri,
            0,
            startNs,
            Optional.empty(),
            init,
            discontinuity,
            Optional.ofNullable(nextDate),
            false,
            keys,
            bitrateBps,
            parts,
            line));
  }

  /// Takes over what a delta update left out; what followed from its tags goes on from there.
  ///
  /// @param timeline of the playlist's first segment
  void takeOver(List<Segment> skipped, long timeline) {
    for (Segment segment : skipped) {
      segments.add(segment.movedTo(startNs));
      startNs = Math.min(startNs + segment.durationNs(), LONGEST_NS);
    }
    if (skipped.isEmpty()) {
      return;
    }
    Segment last = skipped.getLast();
    init = last.init();
    keys = last.keys();
    bitrateBps = last.bitrateBps();
    nextDate = last.programDateTime().map(date -> date.plusNanos(last.durationNs())).orElse(null);
    discontinuities = last.discontinuitySequence() - timeline;
    ranges.continueAfter(last.uri(), last.range());
  }
}
