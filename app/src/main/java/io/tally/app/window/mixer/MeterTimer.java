// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import io.tally.capture.mix.MeterReading;
import java.util.Map;
import javafx.animation.AnimationTimer;

/// When are the meters drawn?
///
/// All of them together, 25 times a second: an eye asks for no more, and each drawing costs the
/// renderer a pass. Threads: the JavaFX thread.
final class MeterTimer extends AnimationTimer {
  private static final long STEP_NS = 40_000_000L;
  private final MeterTaps taps;
  private final Meter programme;
  private Map<String, Meter> channels = Map.of();
  private long nextNs;

  MeterTimer(MeterTaps taps, Meter programme) {
    this.taps = taps;
    this.programme = programme;
  }

  void show(Map<String, Meter> meters) {
    channels = Map.copyOf(meters);
  }

  @Override
  public void handle(long nowNs) {
    if (nowNs < nextNs) {
      return;
    }
    nextNs = nowNs + STEP_NS;
    programme.show(taps.programme(), nowNs);
    Map<String, MeterReading> readings = taps.channels();
    channels.forEach(
        (id, meter) -> meter.show(readings.getOrDefault(id, MeterReading.SILENCE), nowNs));
  }
}
