// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// What was the clock of a server when it answered (RFC 9110 6.6.1)?
final class AnswerDate {
  private static final long OLDEST_SECONDS = 30 * 86_400;

  private AnswerDate() {}

  /// Its Date, and how long a cache has kept the answer since (RFC 9111 5.1); empty without one.
  static Optional<Instant> of(HttpHeaders headers) {
    try {
      long age = headers.firstValueAsLong("Age").orElse(0);
      return headers
          .firstValue("Date")
          .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)))
          .map(date -> date.plusSeconds(Math.clamp(age, 0, OLDEST_SECONDS)));
    } catch (DateTimeException | NumberFormatException _) {
      return Optional.empty(); // then nothing is told
    }
  }
}
