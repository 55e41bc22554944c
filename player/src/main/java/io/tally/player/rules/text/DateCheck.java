// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.text.Dates;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.PlaylistText;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Are dates written in full, and do they go on as the segments last (rules 16 and 45)?
final class DateCheck {
  private static final Pattern ZONE = Pattern.compile(".*(Z|[+-]\\d\\d:?\\d\\d)$");
  private static final Pattern MILLISECONDS = Pattern.compile(".*[.,]\\d{3,}.*");
  private static final long TOLERANCE_MS = 100;

  private DateCheck() {}

  static void check(PlaylistText text, MediaPlaylist media, Reporter out) {
    List<Line> dates = text.all("#EXT-X-PROGRAM-DATE-TIME");
    if (dates.isEmpty()) {
      if (!media.isVod() && !media.segments().isEmpty() && out.profile() != Profile.RFC) {
        out.report(LiveRule.DATES_RUN_ON, 0, "The live playlist has no EXT-X-PROGRAM-DATE-TIME");
      }
      return;
    }
    form(dates.getFirst(), out);
    steps(text, media, out);
  }

  /// One line stands for all: a packager writes them alike.
  private static void form(Line line, Reporter out) {
    String date = line.value().strip();
    if (Dates.parse(date).isEmpty()) {
      return; // told by the parser
    }
    if (!ZONE.matcher(date).matches()) {
      out.report(TextRule.DATE_FORM, line.number(), "The date %s has no zone", date);
    } else if (!MILLISECONDS.matcher(date).matches()) {
      out.report(TextRule.DATE_FORM, line.number(), "The date %s has no milliseconds", date);
    }
  }

  private static void steps(PlaylistText text, MediaPlaylist media, Reporter out) {
    int at = 0;
    Instant expected = null;
    Optional<Instant> told = Optional.empty();
    for (Line line : text.lines()) {
      if (line.is("#EXT-X-PROGRAM-DATE-TIME")) {
        told = Dates.parse(line.value());
      } else if (line.isAddress()) {
        at = indexOf(media, line.number(), at);
        if (at >= media.segments().size()) {
          return;
        }
        Segment segment = media.segments().get(at);
        if (told.isPresent() && expected != null && !segment.discontinuity()) {
          step(segment, expected, told.get(), out);
        }
        Instant begins = told.isPresent() ? told.get() : expected;
        expected = begins == null ? null : begins.plusNanos(segment.durationNs());
        told = Optional.empty();
      }
    }
  }

  /// The segment of an address line; a delta update puts others before it.
  private static int indexOf(MediaPlaylist media, int line, int from) {
    int at = from;
    boolean delta = media.lowLatency().skip().isPresent();
    while (at < media.segments().size()
        && (media.segments().get(at).line() != line
            || (delta && at < media.lowLatency().skip().get().segments()))) {
      at++;
    }
    return at;
  }

  private static void step(Segment segment, Instant expected, Instant told, Reporter out) {
    long offMs = Duration.between(expected, told).toMillis();
    if (Math.abs(offMs) > TOLERANCE_MS) {
      out.report(
          LiveRule.DATES_RUN_ON,
          segment.line(),
          "The date of segment %d is %+d ms from where the durations before it lead",
          segment.mediaSequence(),
          offMs);
    }
  }
}
