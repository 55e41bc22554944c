// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

/// What could not be read in a playlist as it stands, and in which line?
///
/// @param line from 1; 0 when it concerns the playlist as a whole
/// @param rule number of the conformance rule that it breaks; 0 for the plain syntax of RFC 8216bis
///   4.1 to 4.3
/// @param message what was seen and what was expected
public record Flaw(int line, Severity severity, int rule, String message) {
  /// How bad is it?
  public enum Severity {
    /// Against a "must" of the specification; what it concerns may be left out.
    ERROR,
    /// Odd, and understood all the same.
    WARNING
  }

  @Override
  public String toString() {
    return (line > 0 ? "line " + line + ": " : "") + message;
  }
}
