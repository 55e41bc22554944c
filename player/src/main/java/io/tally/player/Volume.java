// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

/// How much of the sound is let through? Read for each block of samples. Threads: any.
final class Volume {
  private volatile double level = 1;
  private volatile boolean muted;

  void set(double wanted) {
    level = Math.clamp(wanted, 0.0, 1.0);
  }

  double level() {
    return level;
  }

  void mute(boolean silent) {
    muted = silent;
  }

  boolean muted() {
    return muted;
  }

  /// The factor for a sample. Loudness grows with about the square of what a slider shows.
  float gain() {
    return muted ? 0f : (float) (level * level);
  }
}
