// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import java.util.List;
import javafx.animation.AnimationTimer;

/// When are the meters drawn?
///
/// All of them together, 25 times a second: an eye asks for no more, and each drawing costs the
/// renderer a pass. Threads: the JavaFX thread.
final class MeterTimer extends AnimationTimer {
  private static final long STEP_NS = 40_000_000L;
  private List<Meter> meters = List.of();
  private long nextNs;

  void show(List<Meter> shown) {
    meters = List.copyOf(shown);
  }

  @Override
  public void handle(long nowNs) {
    if (nowNs < nextNs) {
      return;
    }
    nextNs = nowNs + STEP_NS;
    for (Meter meter : meters) {
      meter.tick(nowNs);
    }
  }
}
