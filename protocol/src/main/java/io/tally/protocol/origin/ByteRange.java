// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.origin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which bytes does a Range header ask for? (RFC 9110 14.1.2)
///
/// @param first the first byte
/// @param last the last byte, inclusive
record ByteRange(long first, long last) {
  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// What to answer.
  sealed interface Answer {
    /// No range, several, or one that is not understood: the whole (RFC 9110 14.2 allows it).
    record Whole() implements Answer {}

    /// One range.
    record Part(ByteRange range) implements Answer {}

    /// A range outside of the file.
    record Unsatisfiable() implements Answer {}
  }

  /// Reads the header.
  ///
  /// @param length of the file, bytes
  static Answer of(Optional<String> header, long length) {
    Matcher range = ONE_RANGE.matcher(header.orElse("").replace(" ", ""));
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return new Answer.Whole();
    }
    if (range.group(1).isEmpty()) {
      long suffix = Math.min(Long.parseLong(range.group(2)), length);
      return suffix == 0 ? new Answer.Unsatisfiable() : part(length - suffix, length - 1);
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? length - 1 : Long.parseLong(range.group(2));
    if (last < first && !range.group(2).isEmpty()) {
      return new Answer.Whole();
    }
    return first >= length ? new Answer.Unsatisfiable() : part(first, Math.min(last, length - 1));
  }

  private static Answer part(long first, long last) {
    return new Answer.Part(new ByteRange(first, last));
  }

  /// How many bytes.
  int length() {
    return Math.toIntExact(last - first + 1);
  }
}
