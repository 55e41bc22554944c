// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

/// How much of the sound is let through? Read for each block of samples. Threads: any.
public final class Volume {
  private volatile double level = 1;
  private volatile boolean muted;

  /// Sets the level, from 0 to 1; what lies outside is brought inside.
  public void set(double wanted) {
    level = Math.clamp(wanted, 0.0, 1.0);
  }

  /// The level, from 0 to 1.
  public double level() {
    return level;
  }

  /// Silences, or lets sound again, without touching the level.
  public void mute(boolean silent) {
    muted = silent;
  }

  /// Whether it is silenced.
  public boolean muted() {
    return muted;
  }

  /// The factor for a sample. Loudness grows with about the square of what a slider shows.
  float gain() {
    return muted ? 0f : (float) (level * level);
  }
}
