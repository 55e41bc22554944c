// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How is one line of output written as JSON (RFC 8259)?
///
/// By hand, because a whole mapper costs a tenth of a second at the start of the process, and the
/// output needs text, numbers, truth, lists and objects only.
final class Json {
  private Json() {}

  /// @param value text, a number, a boolean, a list or a map of these; anything else by its
  ///   `toString`
  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(Object value, StringBuilder to) {
    switch (value) {
      case Map<?, ?> map -> writeMap(map, to);
      case List<?> list -> writeList(list, to);
      case Double number -> to.append(number(number));
      case Number number -> to.append(number);
      case Boolean truth -> to.append(truth);
      default -> writeText(value.toString(), to);
    }
  }

  /// JSON has no infinity; a silent meter is the only thing here that could be one.
  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null";
  }

  private static void writeMap(Map<?, ?> map, StringBuilder to) {
    to.append('{');
    String between = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      to.append(between);
      writeText(entry.getKey().toString(), to);
      to.append(':');
      write(entry.getValue(), to);
      between = ",";
    }
    to.append('}');
  }

  private static void writeList(List<?> list, StringBuilder to) {
    to.append('[');
    String between = "";
    for (Object element : list) {
      to.append(between);
      write(element, to);
      between = ",";
    }
    to.append(']');
  }

  private static void writeText(String text, StringBuilder to) {
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
          if (c < 0x20) {
            to.append(String.format("\\u%04x", (int) c));
          } else {
            to.append(c);
          }
        }
      }
    }
    to.append('"');
  }
}
