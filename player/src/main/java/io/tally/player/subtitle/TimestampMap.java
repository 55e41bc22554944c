// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which time of the stream is a time of the subtitles (X-TIMESTAMP-MAP, RFC 8216bis 3.1.4)?
///
/// @param localNs of the subtitles
/// @param ticks of the stream at that moment, 90 kHz, 33 bits
record TimestampMap(long localNs, long ticks) {
  /// What holds when nothing is told.
  static final TimestampMap NONE = new TimestampMap(0, 0);

  /// After so long the ticks begin anew, ns.
  static final long WRAP_NS = ns(1L << 33);

  private static final String NAME = "X-TIMESTAMP-MAP=";
  private static final Pattern TICKS = Pattern.compile("MPEGTS:([0-9]{1,15})(?![0-9])");
  private static final Pattern LOCAL = Pattern.compile("LOCAL:([0-9:.]{1,24})(?![0-9:.])");

  private static long ns(long ticks) {
    return ticks * 100_000 / 9;
  }

  /// Reads a line of the header; empty when it is another one, or not to be understood.
  static Optional<TimestampMap> read(String line) {
    if (!line.startsWith(NAME)) {
      return Optional.empty();
    }
    Matcher ticks = TICKS.matcher(line);
    Matcher local = LOCAL.matcher(line);
    if (!ticks.find() || !local.find()) {
      return Optional.empty();
    }
    OptionalLong localNs = VttTime.read(local.group(1));
    return localNs.isPresent()
        ? Optional.of(
            new TimestampMap(localNs.getAsLong(), Long.parseLong(ticks.group(1)) % (1L << 33)))
        : Optional.empty();
  }

  /// What to add to a time of the subtitles to get the stream's, ns.
  long offsetNs() {
    return ns(ticks) - localNs;
  }
}
