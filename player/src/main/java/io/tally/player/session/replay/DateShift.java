// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What would a date be, had the stream been recorded now?
///
/// The dates of a live stream are those of a clock, and rules and players compare them with it. A
/// date keeps its form: the same zone, the same number of decimals.
final class DateShift {
  private static final Pattern TEXT_DATE =
      Pattern.compile(
          "(?<before>#EXT-X-PROGRAM-DATE-TIME:\\s*|[:,](?:START|END)-DATE=\")"
              + "(?<date>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?<fraction>\\.\\d{1,9})?"
              + "(?<zone>Z|[+-]\\d\\d:?\\d\\d)");
  private static final Set<String> HEADERS = Set.of("date", "expires", "last-modified");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private final Duration by;

  /// @param recorded when the recording began
  /// @param now when its replay does
  DateShift(Instant recorded, Instant now) {
    by = Duration.ofMillis(Duration.between(recorded, now).toMillis());
  }

  /// A playlist with its dates moved.
  String playlist(String text) {
    return TEXT_DATE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(moved(found)));
  }

  private String moved(MatchResult found) {
    String fraction = found.group("fraction") == null ? "" : found.group("fraction");
    String zone = found.group("zone");
    try {
      String offset = zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
      OffsetDateTime moved = OffsetDateTime.parse(found.group("date") + fraction + offset).plus(by);
      DateTimeFormatter form = fraction.isEmpty() ? SECONDS : withDecimals(fraction.length() - 1);
      return found.group("before") + form.format(moved) + zone;
    } catch (DateTimeException _) {
      return found.group(); // 31 November: the rules shall see it
    }
  }

  private static DateTimeFormatter withDecimals(int count) {
    return new DateTimeFormatterBuilder()
        .append(SECONDS)
        .appendFraction(ChronoField.NANO_OF_SECOND, count, count, true)
        .toFormatter(Locale.ROOT);
  }

  /// A header's value, moved when it is a date.
  String header(String name, String value) {
    if (!HEADERS.contains(name)) {
      return value;
    }
    try {
      Instant moved =
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().plus(by);
      return DateTimeFormatter.RFC_1123_DATE_TIME.format(moved.atZone(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return value;
    }
  }
}
