// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

/// What does the list say about one source?
///
/// @param id names the source within this broadcast
/// @param name what a person knows it by
/// @param detail what the device truly gives, or, when it gives nothing, the sentence that says why
/// @param visible whether it is drawn; always true for sound
public record SourceItem(
    String id, Kind kind, String name, String detail, Health health, boolean visible) {
  /// What sort of source it is.
  public enum Kind {
    SCREEN,
    CAMERA,
    FILE,
    PATTERN,
    SOUND,
    DESKTOP_SOUND,
    TONE;

    /// Whether it has a picture that can be hidden.
    public boolean picture() {
      return this == SCREEN || this == CAMERA || this == FILE || this == PATTERN;
    }
  }

  /// Whether it delivers.
  public enum Health {
    OPENING,
    RUNNING,
    UNAVAILABLE
  }
}
