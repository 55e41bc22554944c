// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What does a reference such as `{$token}` stand for (EXT-X-DEFINE, RFC 8216bis 4.3 and 4.4.2.3)?
///
/// Replaced text is not searched again, and all replacements of a playlist together are limited:
/// else a few lines could become gigabytes. One object reads one playlist.
final class Variables {
  private static final int RULE = 19;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final URI uri;
  private final Optional<Map<String, String>> imported;
  private final Flaws flaws;
  private final Map<String, String> values = new LinkedHashMap<>();
  private long grown;

  /// @param imported of the multivariant playlist; empty when this is none's child
  Variables(URI uri, Optional<Map<String, String>> imported, Flaws flaws) {
    this.uri = uri;
    this.imported = imported;
    this.flaws = flaws;
  }

  Map<String, String> all() {
    return values;
  }

  void define(Line line) {
    AttributeList attributes = line.attributes(flaws);
    Optional<String> name = attributes.text("NAME");
    Optional<String> importing = attributes.text("IMPORT");
    Optional<String> query = attributes.text("QUERYPARAM");
    int told =
        (name.isPresent() ? 1 : 0) + (importing.isPresent() ? 1 : 0) + (query.isPresent() ? 1 : 0);
    if (told != 1) {
      error(line, "EXT-X-DEFINE has " + told + " of NAME, IMPORT and QUERYPARAM; it needs one");
      return;
    }
    String called = name.or(() -> importing).or(() -> query).orElseThrow();
    if (!NAME.matcher(called).matches()) {
      error(
          line,
          "A variable cannot be called "
              + Flaws.cut(called)
              + ": letters, digits, - and _ are allowed");
      return;
    }
    Optional<String> value =
        name.isPresent()
            ? attributes.text("VALUE")
            : importing.isPresent() ? imported.map(map -> map.get(called)) : parameter(called);
    if (value.isEmpty()) {
      String why =
          name.isPresent()
              ? "EXT-X-DEFINE NAME has no VALUE"
              : importing.isPresent()
                  ? "Variable " + called + " is imported and no multivariant playlist defines it"
                  : "The playlist's address has no query parameter " + called;
      error(line, why);
    } else if (values.putIfAbsent(called, value.get()) != null) {
      error(line, "Variable " + called + " is defined twice");
    }
  }

  private Optional<String> parameter(String called) {
    String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(called)) {
        try {
          return Optional.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
          return Optional.empty(); // a percent sign and no two digits
        }
      }
    }
    return Optional.empty();
  }

  String replaced(int line, String text) {
    int open = text.indexOf("{$");
    if (open < 0) {
      return text;
    }
    StringBuilder made = new StringBuilder();
    int at = 0;
    while (open >= 0) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String name = text.substring(open + 2, close);
      String value = values.get(name);
      made.append(text, at, open);
      if (value == null) {
        flaws.error(line, RULE, "Variable " + Flaws.cut(name) + " is not defined before this line");
        made.append(text, open, close + 1);
      } else {
        grown += value.length();
        made.append(value);
      }
      if (made.length() > PlaylistText.LONGEST_LINE || grown > PlaylistText.MOST_BYTES) {
        flaws.error(
            line, RULE, "With its variables replaced, the line or the playlist is too long");
        return text;
      }
      at = close + 1;
      open = text.indexOf("{$", at);
    }
    return made.append(text, at, text.length()).toString();
  }

  private void error(Line line, String message) {
    flaws.error(line.number(), RULE, message);
  }
}
