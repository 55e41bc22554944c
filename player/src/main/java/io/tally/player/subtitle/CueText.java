// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import java.util.Map;

/// What is left of a cue's text without its markup (W3C WebVTT, 4.2.2)?
final class CueText {
  private static final int LONGEST_ENTITY = 10;
  private static final Map<String, String> ENTITIES =
      Map.of(
          "amp", "&", "lt", "<", "gt", ">", "nbsp", "\u00a0", "quot", "\"", "apos", "'", "lrm",
          "\u200e", "rlm", "\u200f");

  private CueText() {}

  static String plain(String marked) {
    StringBuilder plain = new StringBuilder(marked.length());
    int at = 0;
    while (at < marked.length()) {
      char next = marked.charAt(at);
      if (next == '<') {
        int end = marked.indexOf('>', at);
        at = end < 0 ? marked.length() : end + 1;
      } else if (next == '&') {
        at = entity(marked, at, plain);
      } else {
        plain.append(next);
        at++;
      }
    }
    return plain.toString().strip();
  }

  /// Returns where the text goes on.
  private static int entity(String marked, int at, StringBuilder to) {
    int end = marked.indexOf(';', at);
    if (end > 0 && end - at <= LONGEST_ENTITY) {
      String found = ENTITIES.get(marked.substring(at + 1, end));
      if (found != null) {
        to.append(found);
        return end + 1;
      }
    }
    to.append('&');
    return at + 1;
  }
}
