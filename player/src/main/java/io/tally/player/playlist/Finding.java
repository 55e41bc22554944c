// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

/// What is wrong in a playlist, and in which line?
///
/// @param line from 1; 0 when it concerns the playlist as a whole
/// @param message what was seen and what was expected
public record Finding(int line, Severity severity, String message) {
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
