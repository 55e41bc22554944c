// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

import java.util.OptionalLong;

/// Which number does a text from a hostile playlist mean, if any?
public final class Numbers {
  private static final int MOST_DIGITS = 18; // always fits in a long
  private static final int NS_DIGITS = 9;
  private static final long MOST_SECONDS = 1_000_000; // eleven days, and far from overflow in ns

  private Numbers() {}

  /// A whole number of at most 18 digits.
  public static OptionalLong whole(String text) {
    String digits = text.strip();
    if (digits.isEmpty() || digits.length() > MOST_DIGITS || !isDigits(digits)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(digits));
  }

  /// A decimal number of seconds, not negative, in ns.
  public static OptionalLong secondsAsNs(String text) {
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
    long ns = 0;
    for (int i = 0; i < NS_DIGITS; i++) {
      ns = ns * 10 + (i < after.length() ? after.charAt(i) - '0' : 0);
    }
    return OptionalLong.of(seconds.getAsLong() * 1_000_000_000L + ns);
  }

  /// A decimal number of seconds that may be negative, in ns.
  public static OptionalLong signedSecondsAsNs(String text) {
    String number = text.strip();
    if (!number.startsWith("-")) {
      return secondsAsNs(number.startsWith("+") ? number.substring(1) : number);
    }
    OptionalLong ns = secondsAsNs(number.substring(1));
    return ns.isPresent() ? OptionalLong.of(-ns.getAsLong()) : ns;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
