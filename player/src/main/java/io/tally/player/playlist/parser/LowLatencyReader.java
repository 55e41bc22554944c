// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.LowLatency;
import io.tally.player.playlist.LowLatency.PreloadHint;
import io.tally.player.playlist.LowLatency.RenditionReport;
import io.tally.player.playlist.LowLatency.ServerControl;
import io.tally.player.playlist.LowLatency.Skip;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.text.Addresses;
import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Line;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Which parts, hints and reports do the lines announce (RFC 8216bis 4.4.3.7 to 4.4.5.4)?
///
/// One object reads one playlist.
final class LowLatencyReader {
  private final URI uri;
  private final Addresses addresses;
  private final Flaws flaws;
  private final ByteRanges ranges;
  private final List<Part> parts = new ArrayList<>(); // of the segment that is not whole yet
  private final List<PreloadHint> hints = new ArrayList<>();
  private final List<RenditionReport> reports = new ArrayList<>();
  private Optional<ServerControl> control = Optional.empty();
  private OptionalLong partTargetNs = OptionalLong.empty();
  private @Nullable Skip skip;

  LowLatencyReader(URI uri, Addresses addresses, Flaws flaws) {
    this.uri = uri;
    this.addresses = addresses;
    this.flaws = flaws;
    ranges = new ByteRanges(flaws);
  }

  void control(Line line) {
    AttributeList attributes = line.attributes(flaws);
    control =
        Optional.of(
            new ServerControl(
                seconds(line, attributes, "CAN-SKIP-UNTIL"),
                attributes.yes("CAN-SKIP-DATERANGES"),
                seconds(line, attributes, "HOLD-BACK"),
                seconds(line, attributes, "PART-HOLD-BACK"),
                attributes.yes("CAN-BLOCK-RELOAD"),
                line.number()));
  }

  void partTarget(Line line) {
    partTargetNs = seconds(line, line.attributes(flaws), "PART-TARGET");
    if (partTargetNs.orElse(0) <= 0) {
      flaws.error(line.number(), 49, "EXT-X-PART-INF has no PART-TARGET above 0 s");
      partTargetNs = OptionalLong.empty();
    }
  }

  private OptionalLong seconds(Line line, AttributeList attributes, String name) {
    OptionalLong ns = attributes.seconds(name);
    Optional<String> text = attributes.text(name);
    if (ns.isEmpty() && text.isPresent()) {
      flaws.error(
          line.number(), Flaws.SYNTAX, name + " is no time in seconds: " + Flaws.cut(text.get()));
    }
    return ns;
  }

  void part(Line line) {
    AttributeList attributes = line.attributes(flaws);
    Optional<URI> address = address(line, attributes);
    OptionalLong durationNs = attributes.seconds("DURATION");
    if (durationNs.isEmpty()) {
      flaws.error(line.number(), 51, "EXT-X-PART has no DURATION in seconds");
    }
    Optional<String> text = attributes.text("BYTERANGE");
    Optional<ByteRange> bytes = ranges.next(line.number(), text, address.orElse(uri));
    boolean gap =
        attributes.yes("GAP") || address.isEmpty() || (text.isPresent() && bytes.isEmpty());
    parts.add(
        new Part(
            address.orElse(uri),
            durationNs.orElse(0),
            bytes,
            attributes.yes("INDEPENDENT"),
            gap,
            line.number()));
  }

  void hint(Line line) {
    AttributeList attributes = line.attributes(flaws);
    Optional<URI> address = address(line, attributes);
    PreloadHint.Type type =
        switch (attributes.text("TYPE").orElse("")) {
          case "PART" -> PreloadHint.Type.PART;
          case "MAP" -> PreloadHint.Type.MAP;
          default -> null;
        };
    if (type == null) {
      flaws.error(line.number(), 56, "EXT-X-PRELOAD-HINT needs TYPE=PART or TYPE=MAP");
    } else if (address.isPresent()) {
      long start = attributes.number("BYTERANGE-START").orElse(0);
      OptionalLong length = attributes.number("BYTERANGE-LENGTH");
      if (length.orElse(1) < 1 || start >= Long.MAX_VALUE - length.orElse(1)) {
        flaws.error(line.number(), 56, "EXT-X-PRELOAD-HINT names bytes that cannot be");
      } else {
        hints.add(new PreloadHint(type, address.get(), start, length, line.number()));
      }
    }
  }

  void report(Line line) {
    AttributeList attributes = line.attributes(flaws);
    address(line, attributes)
        .ifPresent(found ->
            reports.add(
                new RenditionReport(
                    found,
                    attributes.number("LAST-MSN"),
                    attributes.number("LAST-PART"),
                    line.number())));
  }

  private Optional<URI> address(Line line, AttributeList attributes) {
    Optional<String> address = attributes.text("URI");
    if (address.isEmpty()) {
      flaws.error(line.number(), Flaws.SYNTAX, line.name().substring(1) + " has no URI");
    }
    return address.flatMap(text -> addresses.resolve(line.number(), text));
  }

  void skip(Skip told) {
    skip = told;
  }

  /// The parts since the last segment, which are those of the one that has just become whole.
  List<Part> takeParts() {
    if (parts.isEmpty()) {
      return List.of();
    }
    List<Part> taken = List.copyOf(parts);
    parts.clear();
    return taken;
  }

  /// The parts since the last segment.
  List<Part> parts() {
    return List.copyOf(parts);
  }

  /// @param open what the tags say of the segment that is not whole yet
  LowLatency read(Optional<Segment> open) {
    return new LowLatency(
        control, partTargetNs, parts, open, hints, reports, Optional.ofNullable(skip));
  }
}
