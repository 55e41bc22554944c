// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.export;

/// How does a text of a stranger stand in HTML or XML without being markup?
final class MarkupText {
  private MarkupText() {}

  /// Escaped for content and for attributes in double quotes. What XML 1.0 does not allow becomes
  /// the replacement character.
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> safe.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
          }
        });
    return safe.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x1_0000;
  }
}
