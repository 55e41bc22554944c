// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.DateRange;
import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Dates;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Which ranges of dates do the lines describe (EXT-X-DATERANGE, RFC 8216bis 4.4.5.1)?
///
/// Lines with the same ID describe the same range together. One object reads one playlist.
final class DateRangeReader {
  private static final int RULE = 17;

  private final Flaws flaws;
  private final Map<String, DateRange> ranges = new LinkedHashMap<>();

  DateRangeReader(Flaws flaws) {
    this.flaws = flaws;
  }

  void takeOver(List<DateRange> before, List<String> removed) {
    for (DateRange range : before) {
      if (!removed.contains(range.id())) {
        ranges.put(range.id(), range);
      }
    }
  }

  void read(Line line) {
    AttributeList attributes = line.attributes(flaws);
    Optional<String> id = attributes.text("ID");
    if (id.isEmpty()) {
      flaws.error(line.number(), RULE, "EXT-X-DATERANGE has no ID");
      return;
    }
    Map<String, String> all = new LinkedHashMap<>(attributes.values());
    DateRange before = ranges.get(id.get());
    if (before != null) {
      before.attributes().forEach(all::putIfAbsent);
    }
    AttributeList merged = new AttributeList(all);
    Optional<Instant> start = date(line, merged, "START-DATE");
    if (start.isEmpty()) {
      flaws.error(line.number(), RULE, "EXT-X-DATERANGE has no START-DATE");
    }
    ranges.put(
        id.get(),
        new DateRange(
            id.get(),
            merged.text("CLASS"),
            start,
            date(line, merged, "END-DATE"),
            seconds(line, merged, "DURATION"),
            seconds(line, merged, "PLANNED-DURATION"),
            merged.yes("END-ON-NEXT"),
            all,
            line.number()));
  }

  private Optional<Instant> date(Line line, AttributeList attributes, String name) {
    Optional<String> text = attributes.text(name);
    Optional<Instant> date = text.flatMap(Dates::parse);
    if (text.isPresent() && date.isEmpty()) {
      flaws.error(
          line.number(), RULE, name + " is no date as ISO 8601 has it: " + Flaws.cut(text.get()));
    }
    return date;
  }

  private OptionalLong seconds(Line line, AttributeList attributes, String name) {
    OptionalLong ns = attributes.seconds(name);
    if (ns.isEmpty() && attributes.text(name).isPresent()) {
      flaws.error(
          line.number(),
          RULE,
          name + " is no time of 0 s or more: " + attributes.values().get(name));
    }
    return ns;
  }

  List<DateRange> all() {
    return new ArrayList<>(ranges.values());
  }
}
