// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Input;
import io.tally.app.station.Sources;
import io.tally.capture.MediaClock;
import io.tally.capture.mix.Mixer;
import io.tally.capture.scene.Compositor;
import java.util.List;

/// What runs from `open` to `close`, on the air or not: sources, canvas and mixer on one epoch.
///
/// Threads: [#start] and [#close] on the broadcast's; the rest on any.
final class Stage implements AutoCloseable {
  private final Compositor compositor;
  private final Mixer mixer;
  private final Inputs inputs;

  Stage(BroadcastSettings settings, MediaClock clock) {
    // One epoch, so that a flash of the pattern and a beep of the tone are the same instant.
    long epochNs = clock.nowNs();
    compositor = new Compositor(settings.canvas(), clock, epochNs);
    mixer = new Mixer(clock, epochNs);
    inputs = new Inputs(new Sources(settings.canvas(), clock, epochNs), compositor, mixer);
  }

  void start(List<Input> wanted) {
    inputs.arrange(wanted);
    compositor.start();
    mixer.start();
  }

  Compositor compositor() {
    return compositor;
  }

  Mixer mixer() {
    return mixer;
  }

  Inputs inputs() {
    return inputs;
  }

  /// Frees everything. Idempotent.
  @Override
  public void close() {
    inputs.close();
    compositor.close();
    mixer.close();
  }
}
