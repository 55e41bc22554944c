// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.DateRange;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.time.Duration;
import java.time.Instant;

/// Do the attributes of date ranges agree with each other (rules 17 and 18)?
final class DateRangeCheck {
  private static final long TOLERANCE_NS = 1_000_000; // dates have milliseconds

  private DateRangeCheck() {}

  static void check(MediaPlaylist media, Reporter out) {
    for (DateRange range : media.dateRanges()) {
      check(range, out);
    }
    boolean dated =
        media.segments().stream().anyMatch(segment -> segment.programDateTime().isPresent());
    if (!media.dateRanges().isEmpty() && !media.segments().isEmpty() && !dated) {
      out.report(
          TextRule.DATE_RANGE,
          media.dateRanges().getFirst().line(),
          "There are date ranges and no EXT-X-PROGRAM-DATE-TIME that says when they are");
    }
  }

  private static void check(DateRange range, Reporter out) {
    int line = range.line();
    if (range.start().isPresent() && range.end().isPresent()) {
      Instant start = range.start().get();
      Instant end = range.end().get();
      if (end.isBefore(start)) {
        out.report(
            TextRule.DATE_RANGE, line, "Range %s ends at %s, before its start", range.id(), end);
      } else if (range.durationNs().isPresent()
          && Math.abs(Duration.between(start, end).toNanos() - range.durationNs().getAsLong())
              > TOLERANCE_NS) {
        out.report(
            TextRule.DATE_RANGE,
            line,
            "Range %s lasts %.3f s by DURATION and %.3f s by END-DATE",
            range.id(),
            range.durationNs().getAsLong() / 1e9,
            Duration.between(start, end).toMillis() / 1e3);
      }
    }
    if (range.endOnNext()
        && (range.className().isEmpty()
            || range.end().isPresent()
            || range.durationNs().isPresent())) {
      out.report(
          TextRule.DATE_RANGE,
          line,
          "Range %s has END-ON-NEXT, which needs a CLASS and allows neither DURATION nor END-DATE",
          range.id());
    }
    if (range.attributes().containsKey("SCTE35-IN")
        && !range.attributes().containsKey("SCTE35-OUT")) {
      out.report(
          TextRule.DATE_RANGE_STAYS,
          line,
          "Range %s has SCTE35-IN, and no SCTE35-OUT has that ID",
          range.id());
    }
  }
}
