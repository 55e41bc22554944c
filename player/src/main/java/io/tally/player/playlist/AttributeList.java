// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Which attributes does a tag carry (RFC 8216 4.2)?
///
/// Values of quoted strings come without their quotes; what cannot be read is a finding and left
/// out.
record AttributeList(Map<String, String> values) {
  static AttributeList parse(String text, int line, Findings findings) {
    Map<String, String> values = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        findings.error(line, "An attribute has no value: " + cut(text.substring(at)));
        break;
      }
      String name = text.substring(at, equals).strip();
      int start = equals + 1;
      int end;
      String value;
      if (start < text.length() && text.charAt(start) == '"') {
        int quote = text.indexOf('"', start + 1);
        if (quote < 0) {
          findings.error(line, "The quotes of attribute " + cut(name) + " never end");
          quote = text.length();
        }
        value = text.substring(start + 1, quote);
        end = text.indexOf(',', quote);
      } else {
        end = text.indexOf(',', start);
        value = text.substring(start, end < 0 ? text.length() : end).strip();
      }
      if (values.putIfAbsent(name, value) != null) {
        findings.error(line, "Attribute " + cut(name) + " appears twice");
      }
      at = end < 0 ? text.length() : end + 1;
    }
    return new AttributeList(values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// A whole number; missing when it is not one.
  OptionalLong number(String name) {
    return text(name).map(Numbers::whole).orElse(OptionalLong.empty());
  }

  /// Seconds as ns; missing when they are none.
  OptionalLong seconds(String name) {
    return text(name).map(Numbers::secondsAsNs).orElse(OptionalLong.empty());
  }

  OptionalDouble decimal(String name) {
    OptionalLong ns = seconds(name);
    return ns.isPresent() ? OptionalDouble.of(ns.getAsLong() / 1e9) : OptionalDouble.empty();
  }

  private static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
