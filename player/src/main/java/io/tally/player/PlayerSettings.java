// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import java.time.Duration;

/// How does a player load and play, where the stream does not say?
///
/// @param sound whether to open this machine's sound device; without it the sound is decoded and
///   goes nowhere
/// @param openPatience how long `play` goes on trying to load a first playlist and segment before
///   it fails; a live stream that is just starting has no playlist yet
public record PlayerSettings(boolean sound, Duration openPatience) {
  /// With sound; fifteen seconds to open.
  public static final PlayerSettings DEFAULT = new PlayerSettings(true, Duration.ofSeconds(15));

  /// The same, with or without sound.
  public PlayerSettings withSound(boolean wanted) {
    return new PlayerSettings(wanted, openPatience);
  }
}
