// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/// Which moment does a date of a playlist mean, if any (ISO 8601)?
public final class Dates {
  // Beyond these, adding durations could leave what an Instant can hold.
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private static final int LONGEST = 64;
  private static final String COMMON = "dddd-dd-ddTdd:dd:dd.dddZ";

  private static final DateTimeFormatter ANY =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z") // what FFmpeg writes
          .optionalEnd()
          .toFormatter();

  private Dates() {}

  /// The moment; without a zone it is taken as UTC.
  public static Optional<Instant> parse(String text) {
    String date = text.strip();
    if (date.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      Instant instant = isCommon(date) ? common(date) : any(date);
      return instant.isBefore(FIRST) || instant.isAfter(LAST)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Instant any(String date) {
    TemporalAccessor read = ANY.parseBest(date, OffsetDateTime::from, LocalDateTime::from);
    return read instanceof OffsetDateTime zoned
        ? zoned.toInstant()
        : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
  }

  /// The form that nearly all packagers write: a formatter would take ten times as long, and a long
  /// playlist has ten thousand.
  private static boolean isCommon(String date) {
    if (date.length() != COMMON.length()) {
      return false;
    }
    for (int i = 0; i < COMMON.length(); i++) {
      char c = date.charAt(i);
      char wanted = COMMON.charAt(i);
      if (wanted == 'd' ? c < '0' || c > '9' : c != wanted) {
        return false;
      }
    }
    return number(date, 11, 13) < 24 && number(date, 14, 16) < 60 && number(date, 17, 19) < 60;
  }

  private static Instant common(String date) {
    LocalDate day = LocalDate.of(number(date, 0, 4), number(date, 5, 7), number(date, 8, 10));
    long seconds =
        day.toEpochDay() * 86_400
            + number(date, 11, 13) * 3_600L
            + number(date, 14, 16) * 60L
            + number(date, 17, 19);
    return Instant.ofEpochSecond(seconds, number(date, 20, 23) * 1_000_000L);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
