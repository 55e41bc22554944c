// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.player.sound.SilentLine;
import io.tally.player.sound.SoundDevice;
import java.time.Duration;

/// How does a player load and play, where the stream does not say?
///
/// @param sound through what sound comes out
/// @param openPatience how long `play` goes on trying to load a first playlist and segment before
///   it fails; a live stream that is just starting has no playlist yet
public record PlayerSettings(SoundDevice sound, Duration openPatience) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Sound through this machine's default device; fifteen seconds to open.
  public static final PlayerSettings DEFAULT = new PlayerSettings(SoundDevice.system(), PATIENCE);

  /// No sound device is touched; fifteen seconds to open.
  public static final PlayerSettings SILENT = new PlayerSettings(SilentLine::new, PATIENCE);
}
