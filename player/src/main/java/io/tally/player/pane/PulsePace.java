// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;

/// On which of JavaFX's pulses does something that moves change?
///
/// Without a graphics card every change, however small, has the whole window copied to the display.
/// So all that moves changes in the same pulses there, thirty times a second. Threads: the JavaFX
/// thread.
public final class PulsePace {
  private static final long SLOT_NS = 33_333_333;

  private final boolean everyPulse;
  private long last = Long.MIN_VALUE;

  private PulsePace(boolean everyPulse) {
    this.everyPulse = everyPulse;
  }

  /// For pictures: as smooth as the display is where a graphics card draws.
  public static PulsePace ofPictures() {
    return new PulsePace(Platform.isSupported(ConditionalFeature.SCENE3D));
  }

  /// For meters and the like: an eye asks for no more.
  public static PulsePace ofGauges() {
    return new PulsePace(false);
  }

  /// Asked once in each pulse: is it this one?
  ///
  /// @param nowNs the pulse's time, which is one for all animation timers
  public boolean isDue(long nowNs) {
    long slot = nowNs / SLOT_NS;
    boolean due = everyPulse || slot != last;
    last = slot;
    return due;
  }
}
