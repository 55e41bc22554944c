// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

/// What must a person be told now?
///
/// @param sentence what happened and what to do next
public record Notice(Weight weight, String sentence) {
  /// How bad it is.
  public enum Weight {
    /// Worth knowing; nothing failed.
    INFORMATION,
    /// Something that was asked for did not happen.
    PROBLEM
  }
}
