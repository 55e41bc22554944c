// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import java.util.HexFormat;
import java.util.Locale;

/// How are bytes and lengths of time said?
final class Words {
  /// Two times that are no further apart are the same, ns: containers round, and some by pictures.
  static final long SAME_NS = 500_000_000L;

  private static final int MOST_BYTES = 4_096;
  private static final int LONGEST_TEXT = 1_000;

  private Words() {}

  static String hex(byte[] bytes) {
    String shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MOST_BYTES));
    return bytes.length > MOST_BYTES ? shown + "… (%d bytes)".formatted(bytes.length) : shown;
  }

  static String seconds(long ns) {
    return String.format(Locale.ROOT, "%.3f s", ns / 1e9);
  }

  static String lasting(When when) {
    return when.durationNs().isPresent() ? ", for " + seconds(when.durationNs().getAsLong()) : "";
  }

  /// A stranger's text, cut, and without what would move a cursor.
  static String shown(String text) {
    String cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    return cut.replaceAll("[\\x00-\\x1f\\x7f-\\x9f]", " ");
  }
}
