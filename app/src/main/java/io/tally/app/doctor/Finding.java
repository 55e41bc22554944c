// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

/// What was found at one thing that was looked at?
///
/// @param area what was looked at, in a word or two
/// @param verdict what it means
/// @param sentence what was seen and, unless it is well, what to do
public record Finding(String area, Verdict verdict, String sentence) {
  /// How much it matters.
  public enum Verdict {
    /// As it should be.
    WELL("ok"),
    /// Worth knowing, such as that a graphics card of another maker is not here.
    NOTED("note"),
    /// Something will not work, the rest will.
    LACKS("lacks"),
    /// Nothing goes on the air like this.
    FAILS("fails");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /// How a line begins.
    public String word() {
      return word;
    }
  }

  static Finding well(String area, String sentence) {
    return new Finding(area, Verdict.WELL, sentence);
  }

  static Finding noted(String area, String sentence) {
    return new Finding(area, Verdict.NOTED, sentence);
  }

  static Finding lacks(String area, String sentence) {
    return new Finding(area, Verdict.LACKS, sentence);
  }

  static Finding fails(String area, String sentence) {
    return new Finding(area, Verdict.FAILS, sentence);
  }

  /// One line for people.
  public String line() {
    return "%-6s %-12s %s".formatted(verdict.word(), area, sentence);
  }
}
