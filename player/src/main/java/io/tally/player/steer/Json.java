// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.steer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What does a JSON text say (RFC 8259)?
///
/// Texts, doubles, booleans, null, lists and maps of these. It is a stranger's text: nested no
/// deeper than sixteen, and what breaks the grammar is told with its place.
final class Json {
  private static final int DEEPEST = 16;
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String ESCAPED = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// Reads one value.
  ///
  /// @throws IllegalArgumentException with a sentence, when it is no JSON
  static @Nullable Object read(String text) {
    Json json = new Json(text);
    Object value = json.value(0);
    json.space();
    if (json.at < text.length()) {
      throw json.wrong("the end");
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    space();
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("it is JSON nested deeper than " + DEEPEST);
    }
    char first = peek();
    return switch (first) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> text();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    at++;
    space();
    if (peek() == '}') {
      at++;
      return object;
    }
    while (true) {
      space();
      if (peek() != '"') {
        throw wrong("a name");
      }
      String name = text();
      space();
      expect(':');
      Object value = value(depth + 1);
      if (value != null) {
        object.put(name, value); // what is null is not there
      }
      space();
      if (peek() == '}') {
        at++;
        return object;
      }
      expect(',');
    }
  }

  private List<Object> array(int depth) {
    List<Object> array = new ArrayList<>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      return array;
    }
    while (true) {
      Object value = value(depth + 1);
      if (value != null) {
        array.add(value);
      }
      space();
      if (peek() == ']') {
        at++;
        return array;
      }
      expect(',');
    }
  }

  private String text() {
    StringBuilder read = new StringBuilder();
    at++;
    while (peek() != '"') {
      char now = text.charAt(at++);
      if (now < ' ') {
        throw wrong("no control character in a text");
      }
      if (now != '\\') {
        read.append(now);
        continue;
      }
      char escape = peek();
      at++;
      if (escape == 'u') {
        if (at + 4 > text.length()) {
          throw wrong("four digits");
        }
        read.append((char) hexadecimal(text.substring(at, at + 4)));
        at += 4;
      } else if (ESCAPES.indexOf(escape) >= 0) {
        read.append(ESCAPED.charAt(ESCAPES.indexOf(escape)));
      } else {
        throw wrong("an escape");
      }
    }
    at++;
    return read.toString();
  }

  private int hexadecimal(String digits) {
    if (!digits.matches("[0-9A-Fa-f]{4}")) {
      throw wrong("four hexadecimal digits");
    }
    return Integer.parseInt(digits, 16);
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw wrong(word);
    }
    at += word.length();
    return meaning;
  }

  private Double number() {
    int from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(from, at);
    if (!digits.matches("-?(0|[1-9]\\d{0,300})(\\.\\d{1,300})?([eE][+-]?\\d{1,3})?")) {
      at = from;
      throw wrong("a value");
    }
    return Double.valueOf(digits);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "it is no JSON: %s was expected at character %d".formatted(expected, at));
  }
}
