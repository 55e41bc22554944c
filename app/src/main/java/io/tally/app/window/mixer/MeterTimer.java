// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import io.tally.capture.mix.MeterReading;
import io.tally.player.pane.PulsePace;
import java.util.Map;
import javafx.animation.AnimationTimer;

/// When are the meters drawn?
///
/// All of them together, and in the same pulses as the pictures: each drawing costs the renderer a
/// pass. Threads: the JavaFX thread.
final class MeterTimer extends AnimationTimer {
  private final MeterTaps taps;
  private final Meter programme;
  private Map<String, Meter> channels = Map.of();
  private final PulsePace pace = PulsePace.ofGauges();

  MeterTimer(MeterTaps taps, Meter programme) {
    this.taps = taps;
    this.programme = programme;
  }

  void show(Map<String, Meter> meters) {
    channels = Map.copyOf(meters);
  }

  @Override
  public void handle(long nowNs) {
    if (!pace.isDue(nowNs)) {
      return;
    }
    programme.show(taps.programme(), nowNs);
    Map<String, MeterReading> readings = taps.channels();
    channels.forEach(
        (id, meter) -> meter.show(readings.getOrDefault(id, MeterReading.SILENCE), nowNs));
  }
}
