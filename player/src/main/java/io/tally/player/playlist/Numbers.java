// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.OptionalLong;

/// Which number, range or date does a text from a hostile playlist mean, if any?
final class Numbers {
  private static final int MOST_DIGITS = 18; // always fits in a long
  private static final int NS_DIGITS = 9;
  private static final long MOST_SECONDS = 1_000_000; // eleven days, and far from overflow in ns

  // Beyond these, adding durations could leave what an Instant can hold.
  private static final Instant FIRST_DATE = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST_DATE = Instant.parse("9999-01-01T00:00:00Z");

  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z") // what FFmpeg writes
          .optionalEnd()
          .toFormatter();

  private Numbers() {}

  static OptionalLong whole(String text) {
    String digits = text.strip();
    if (digits.isEmpty() || digits.length() > MOST_DIGITS || !isDigits(digits)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(digits));
  }

  /// A decimal number of seconds, not negative, in ns.
  static OptionalLong secondsAsNs(String text) {
    String number = text.strip();
    int point = number.indexOf('.');
    String before = point < 0 ? number : number.substring(0, point);
    String after = point < 0 ? "" : number.substring(point + 1);
    OptionalLong seconds = before.isEmpty() ? OptionalLong.of(0) : whole(before);
    if (number.isEmpty()
        || number.equals(".")
        || seconds.isEmpty()
        || seconds.getAsLong() > MOST_SECONDS
        || !isDigits(after)) {
      return OptionalLong.empty();
    }
    String ns = (after + "0".repeat(NS_DIGITS)).substring(0, NS_DIGITS);
    return OptionalLong.of(seconds.getAsLong() * 1_000_000_000L + Long.parseLong(ns));
  }

  /// An ISO 8601 date; without a zone it is taken as UTC.
  static Optional<Instant> date(String text) {
    try {
      TemporalAccessor date =
          DATE.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          date instanceof OffsetDateTime zoned
              ? zoned.toInstant()
              : LocalDateTime.from(date).toInstant(ZoneOffset.UTC);
      return instant.isBefore(FIRST_DATE) || instant.isAfter(LAST_DATE)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
