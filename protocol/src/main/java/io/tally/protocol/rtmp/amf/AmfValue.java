// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.amf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What can an AMF0 value be (AMF0 section 2)?
///
/// Texts may be stream keys, so no value prints its text.
public sealed interface AmfValue {
  /// Section 2.2.
  record AmfNumber(double value) implements AmfValue {}

  /// Section 2.3.
  record AmfBoolean(boolean value) implements AmfValue {}

  /// Sections 2.4, 2.14 and 2.17: string, long string and XML document.
  record AmfString(String value) implements AmfValue {
    @Override
    public String toString() {
      return "AmfString[" + value.length() + " characters]";
    }
  }

  /// Sections 2.5 and 2.18: object and typed object (whose class name is not kept).
  record AmfObject(Map<String, AmfValue> entries) implements AmfValue {
    public AmfObject {
      entries = ordered(entries);
    }
  }

  /// Section 2.10.
  record AmfEcmaArray(Map<String, AmfValue> entries) implements AmfValue {
    public AmfEcmaArray {
      entries = ordered(entries);
    }
  }

  /// Section 2.12.
  record AmfStrictArray(List<AmfValue> values) implements AmfValue {
    public AmfStrictArray {
      values = List.copyOf(values);
    }
  }

  /// Section 2.13; the time zone is reserved and not kept.
  record AmfDate(double epochMs) implements AmfValue {}

  /// Section 2.7.
  record AmfNull() implements AmfValue {}

  /// Sections 2.8 and 2.15: undefined and unsupported.
  record AmfUndefined() implements AmfValue {}

  /// The text of a string, or "" of anything else.
  default String text() {
    return this instanceof AmfString(String value) ? value : "";
  }

  /// The number, or `otherwise` when it is none.
  default double number(double otherwise) {
    return this instanceof AmfNumber(double value) ? value : otherwise;
  }

  /// The property of an object or array by name; undefined when there is none.
  default AmfValue property(String name) {
    var entries =
        switch (this) {
          case AmfObject object -> object.entries();
          case AmfEcmaArray array -> array.entries();
          default -> Map.<String, AmfValue>of();
        };
    return entries.getOrDefault(name, new AmfUndefined());
  }

  static AmfValue of(String value) {
    return new AmfString(value);
  }

  static AmfValue of(double value) {
    return new AmfNumber(value);
  }

  static AmfValue of(boolean value) {
    return new AmfBoolean(value);
  }

  private static Map<String, AmfValue> ordered(Map<String, AmfValue> entries) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }
}
