// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.present;

/// What is the presenter doing?
public enum Phase {
  /// Waiting for the first picture or sound.
  OPENING,
  /// Showing.
  PLAYING,
  /// Standing still because a person wants it so.
  PAUSED,
  /// The stream ran dry; waiting until there is enough to go on.
  STALLED,
  /// Everything was shown.
  ENDED
}
