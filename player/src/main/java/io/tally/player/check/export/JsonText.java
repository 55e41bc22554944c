// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.export;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How are maps, lists, texts and numbers written as JSON (RFC 8259)?
final class JsonText {
  private static final int INDENT = 2;

  private JsonText() {}

  /// @param value text, a number, a boolean, a list or a map of these; else its `toString`
  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, 0, text);
    return text.append('\n').toString();
  }

  private static void write(Object value, int depth, StringBuilder to) {
    switch (value) {
      case Map<?, ?> map -> {
        to.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
          Map.Entry<?, ?> entry = entries.next();
          line(depth + 1, to);
          text(entry.getKey().toString(), to);
          to.append(": ");
          write(entry.getValue(), depth + 1, to);
          to.append(entries.hasNext() ? "," : "");
        }
        end(map.isEmpty(), depth, '}', to);
      }
      case List<?> list -> {
        to.append('[');
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
          line(depth + 1, to);
          write(elements.next(), depth + 1, to);
          to.append(elements.hasNext() ? "," : "");
        }
        end(list.isEmpty(), depth, ']', to);
      }
      case Double number ->
          to.append(Double.isFinite(number) ? String.format(Locale.ROOT, "%.3f", number) : "null");
      case Number number -> to.append(number);
      case Boolean truth -> to.append(truth);
      default -> text(value.toString(), to);
    }
  }

  private static void end(boolean empty, int depth, char bracket, StringBuilder to) {
    if (!empty) {
      line(depth, to);
    }
    to.append(bracket);
  }

  private static void line(int depth, StringBuilder to) {
    to.append('\n').append(" ".repeat(depth * INDENT));
  }

  private static void text(String text, StringBuilder to) {
    to.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> to.append("\\\"");
        case '\\' -> to.append("\\\\");
        case '\n' -> to.append("\\n");
        case '\r' -> to.append("\\r");
        case '\t' -> to.append("\\t");
        default -> {
          // A lone half of a pair has no form in UTF-8.
          if (c < 0x20 || (Character.isSurrogate(c) && isLone(text, i))) {
            to.append(String.format("\\u%04x", (int) c));
          } else {
            to.append(c);
          }
        }
      }
    }
    to.append('"');
  }

  private static boolean isLone(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }
}
