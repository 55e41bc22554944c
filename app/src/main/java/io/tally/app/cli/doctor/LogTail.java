// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.doctor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// What are the last lines of a log?
final class LogTail {
  private static final int LINES = 200;

  private LogTail() {}

  static List<String> of(Stream<String> lines) {
    Deque<String> last = new ArrayDeque<>(LINES);
    lines.forEach(line -> {
      if (last.size() == LINES) {
        last.removeFirst();
      }
      last.addLast(line);
    });
    return List.copyOf(last);
  }
}
