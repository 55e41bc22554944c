// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.doctor;

/// What was found at one thing that was looked at?
///
/// @param area what was looked at, in a word or two
/// @param verdict what it means
/// @param sentence what was seen and, unless it is well, what to do
record Finding(String area, Verdict verdict, String sentence) {
  /// How much it matters.
  enum Verdict {
    /// As it should be.
    WELL,
    /// Something will not work, the rest will.
    LACKS,
    /// Nothing goes on the air like this.
    FAILS;

    /// How a line begins.
    String word() {
      return switch (this) {
        case WELL -> "ok";
        case LACKS -> "lacks";
        case FAILS -> "fails";
      };
    }
  }

  static Finding well(String area, String sentence) {
    return new Finding(area, Verdict.WELL, sentence);
  }

  static Finding lacks(String area, String sentence) {
    return new Finding(area, Verdict.LACKS, sentence);
  }

  static Finding fails(String area, String sentence) {
    return new Finding(area, Verdict.FAILS, sentence);
  }

  /// One line for people.
  String line() {
    return "%-6s %-12s %s".formatted(verdict.word(), area, sentence);
  }
}
