// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which moment does a WebVTT timestamp tell (W3C WebVTT, 4.1)?
final class VttTime {
  private static final Pattern TIME =
      Pattern.compile("(?:([0-9]{1,6}):)?([0-5][0-9]):([0-5][0-9])\\.([0-9]{3})");

  private VttTime() {}

  /// ns; empty for what is no timestamp.
  static OptionalLong read(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String hours = matcher.group(1);
    long minutes = (hours == null ? 0 : Long.parseLong(hours) * 60) + number(matcher, 2);
    long millis = (minutes * 60 + number(matcher, 3)) * 1_000 + number(matcher, 4);
    return OptionalLong.of(millis * 1_000_000);
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }
}
