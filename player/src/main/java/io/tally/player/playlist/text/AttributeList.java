// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Which attributes does a tag carry (RFC 8216 4.2)?
///
/// Values of quoted strings come without their quotes; what cannot be read is a finding and left
/// out.
public record AttributeList(Map<String, String> values) {
  /// Reads what stands behind a tag's colon.
  public static AttributeList parse(String text, int line, Flaws flaws) {
    Map<String, String> values = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        flaws.error(
            line, Flaws.SYNTAX, "An attribute has no value: " + Flaws.cut(text.substring(at)));
        break;
      }
      String name = text.substring(at, equals).strip();
      int start = equals + 1;
      int end;
      String value;
      if (start < text.length() && text.charAt(start) == '"') {
        int quote = text.indexOf('"', start + 1);
        if (quote < 0) {
          flaws.error(
              line, Flaws.SYNTAX, "The quotes of attribute " + Flaws.cut(name) + " never end");
          quote = text.length();
        }
        value = text.substring(start + 1, quote);
        end = text.indexOf(',', quote);
      } else {
        end = text.indexOf(',', start);
        value = text.substring(start, end < 0 ? text.length() : end).strip();
      }
      if (values.putIfAbsent(name, value) != null) {
        flaws.error(line, Flaws.SYNTAX, "Attribute " + Flaws.cut(name) + " appears twice");
      }
      at = end < 0 ? text.length() : end + 1;
    }
    return new AttributeList(values);
  }

  /// As it stands, without quotes.
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// A whole number; missing when it is not one.
  public OptionalLong number(String name) {
    return text(name).map(Numbers::whole).orElse(OptionalLong.empty());
  }

  /// Seconds as ns; missing when they are none.
  public OptionalLong seconds(String name) {
    return text(name).map(Numbers::secondsAsNs).orElse(OptionalLong.empty());
  }

  /// A decimal number, not negative; missing when it is none.
  public OptionalDouble decimal(String name) {
    OptionalLong ns = seconds(name);
    return ns.isPresent() ? OptionalDouble.of(ns.getAsLong() / 1e9) : OptionalDouble.empty();
  }

  /// Whether an enumerated attribute says YES.
  public boolean yes(String name) {
    return "YES".equals(values.get(name));
  }
}
