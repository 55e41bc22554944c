// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.stage;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Input;
import io.tally.capture.MediaClock;
import io.tally.capture.mix.Mixer;
import io.tally.capture.scene.Compositor;
import java.util.List;

/// What runs from `open` to `close`, on the air or not: sources, canvas and mixer on one epoch.
///
/// Threads: [#start] and [#close] on the broadcast's; the rest on any.
public final class Stage implements AutoCloseable {
  private final Compositor compositor;
  private final Mixer mixer;
  private final Inputs inputs;

  /// @param settings canvas and nothing more: the inputs come with [#start]
  public Stage(BroadcastSettings settings, MediaClock clock) {
    // One epoch, so that a flash of the pattern and a beep of the tone are the same instant.
    long epochNs = clock.nowNs();
    compositor = new Compositor(settings.canvas(), clock, epochNs);
    mixer = new Mixer(clock, epochNs);
    inputs = new Inputs(new Sources(settings.canvas(), clock, epochNs), compositor, mixer);
  }

  /// Opens these inputs, and lets canvas and mix run.
  public void start(List<Input> wanted) {
    inputs.arrange(wanted);
    compositor.start();
    mixer.start();
  }

  /// Makes the canvas.
  public Compositor compositor() {
    return compositor;
  }

  /// Makes the mix.
  public Mixer mixer() {
    return mixer;
  }

  /// Opens, rearranges and closes sources until exactly these inputs are there, in this order.
  public void arrange(List<Input> wanted) {
    inputs.arrange(wanted);
  }

  /// How each input is, the lowest layer first.
  public List<InputStatus> statuses() {
    return inputs.statuses();
  }

  /// Frees everything. Idempotent.
  @Override
  public void close() {
    inputs.close();
    compositor.close();
    mixer.close();
  }
}
