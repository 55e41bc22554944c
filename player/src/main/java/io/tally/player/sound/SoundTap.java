// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

import io.tally.capture.media.AudioFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Who hears the sound beside the device?
///
/// Costs nothing while nobody does. Threads: any; listeners are called by whoever plays.
public final class SoundTap {
  private static final float FULL_SCALE = 32_768f;

  private final List<Consumer<AudioFrame>> listeners = new CopyOnWriteArrayList<>();

  /// Gives a listener every block from now on.
  public void connect(Consumer<AudioFrame> listener) {
    listeners.add(listener);
  }

  /// Gives a listener no more; one block may still be on its way when this returns.
  public void disconnect(Consumer<AudioFrame> listener) {
    listeners.remove(listener);
  }

  /// Forgets all listeners.
  public void clear() {
    listeners.clear();
  }

  /// Lets everybody hear a block.
  ///
  /// @param pcm as [SoundLine] takes it; borrowed
  void offer(long ptsNs, byte[] pcm) {
    if (listeners.isEmpty()) {
      return;
    }
    float[] samples = new float[pcm.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((pcm[2 * i] & 0xFF) | (pcm[2 * i + 1] << 8)) / FULL_SCALE;
    }
    AudioFrame block = new AudioFrame(ptsNs, samples);
    for (Consumer<AudioFrame> listener : listeners) {
      listener.accept(block);
    }
  }
}
