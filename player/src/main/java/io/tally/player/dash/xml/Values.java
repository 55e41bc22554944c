// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.xml;

import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.text.Dates;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Numbers;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What does an attribute of an MPD mean (ISO/IEC 23009-1, the types of its schema)?
///
/// What cannot be read is a flaw, and counts as not told. One object per manifest.
public final class Values {
  /// Number of the rule that flaws of an MPD are against.
  public static final int RULE = 72;

  private static final long SECOND_NS = 1_000_000_000L;
  private static final long LONGEST_SECONDS = 100L * 365 * 86_400; // far from overflow in ns
  private static final long FINEST = 1L << 32; // ticks per second
  private static final int FRACTION_DIGITS = 9;

  // The digits are bounded, so that no sum overflows.
  private static final Pattern DURATION =
      Pattern.compile(
          "P(?:(\\d{1,4})Y)?(?:(\\d{1,5})M)?(?:(\\d{1,6})D)?"
              + "(?:T(?:(\\d{1,8})H)?(?:(\\d{1,9})M)?(?:(\\d{1,12})(?:\\.(\\d{1,40}))?S)?)?");
  private static final long[] UNIT_SECONDS = {365 * 86_400, 30 * 86_400, 86_400, 3_600, 60, 1};
  private static final Pattern RATE = Pattern.compile("(\\d{1,9})(?:/(\\d{1,9}))?");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private final Flaws flaws;

  /// @param flaws told what cannot be read
  public Values(Flaws flaws) {
    this.flaws = flaws;
  }

  /// A whole number that is not negative.
  public OptionalLong number(Element from, String name) {
    return from.attribute(name)
        .map(text -> {
          OptionalLong read = Numbers.whole(text);
          return read.isPresent() ? read : unreadable(from, name, text, "a whole number");
        })
        .orElse(OptionalLong.empty());
  }

  /// Ticks per second; 1 when not told, or when it can be none.
  public long timescale(Element from, OptionalLong told) {
    if (told.isPresent() && (told.getAsLong() < 1 || told.getAsLong() > FINEST)) {
      flaws.error(from.line(), RULE, "No clock has %d ticks a second".formatted(told.getAsLong()));
      return 1;
    }
    return told.orElse(1);
  }

  /// A duration, ns.
  public OptionalLong durationNs(Element from, String name) {
    return from.attribute(name)
        .map(text -> {
          OptionalLong read = durationNs(text);
          return read.isPresent() ? read : unreadable(from, name, text, "such as PT4.5S");
        })
        .orElse(OptionalLong.empty());
  }

  /// What a text such as `PT1M2.5S` means, ns; empty when it is no duration, a negative one or one
  /// of more than a hundred years.
  static OptionalLong durationNs(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches() || text.endsWith("P") || text.endsWith("T")) {
      return OptionalLong.empty();
    }
    long seconds = 0;
    for (int i = 0; i < UNIT_SECONDS.length; i++) {
      String digits = parts.group(i + 1);
      seconds += digits == null ? 0 : Long.parseLong(digits) * UNIT_SECONDS[i];
    }
    if (seconds > LONGEST_SECONDS) {
      return OptionalLong.empty();
    }
    String fraction = parts.group(UNIT_SECONDS.length + 1);
    long ns = 0;
    for (int i = 0; fraction != null && i < FRACTION_DIGITS; i++) {
      ns = ns * 10 + (i < fraction.length() ? fraction.charAt(i) - '0' : 0);
    }
    return OptionalLong.of(seconds * SECOND_NS + ns);
  }

  /// A moment.
  public Optional<Instant> date(Element from, String name) {
    Optional<String> text = from.attribute(name);
    Optional<Instant> read = text.flatMap(Dates::parse);
    if (text.isPresent() && read.isEmpty()) {
      unreadable(from, name, text.get(), "a date such as 2026-11-21T10:00:00Z");
    }
    return read;
  }

  /// A rate such as `25` or `30000/1001`.
  public OptionalDouble rate(Element from, String name) {
    Optional<String> text = from.attribute(name);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    Matcher parts = RATE.matcher(text.get());
    if (parts.matches()) {
      double over = parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2));
      if (over > 0) {
        return OptionalDouble.of(Double.parseDouble(parts.group(1)) / over);
      }
    }
    unreadable(from, name, text.get(), "a rate such as 25 or 30000/1001");
    return OptionalDouble.empty();
  }

  /// Bytes such as `0-817`, both ends counted.
  public Optional<ByteRange> range(Element from, String name) {
    Optional<String> text = from.attribute(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher ends = RANGE.matcher(text.get());
    if (ends.matches()) {
      long first = Long.parseLong(ends.group(1));
      long last = Long.parseLong(ends.group(2));
      if (last >= first) {
        return Optional.of(new ByteRange(first, last - first + 1));
      }
    }
    unreadable(from, name, text.get(), "bytes such as 0-817");
    return Optional.empty();
  }

  private OptionalLong unreadable(Element from, String name, String text, String expected) {
    flaws.error(
        from.line(),
        RULE,
        "%s of %s is \"%s\", where %s was expected"
            .formatted(name, from.name(), Flaws.cut(text), expected));
    return OptionalLong.empty();
  }
}
