// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound.drift;

import io.tally.capture.media.AudioFrame;
import java.util.Random;

/// What would a sound device with this clock and this jitter deliver? Time moves when told.
///
/// The signal is a function of true time, so that whatever comes out can be checked against it.
final class SimulatedDevice {
  /// The sound at a moment.
  interface Signal {
    double at(double seconds);
  }

  private final AlignedSound sound;
  private final Signal signal;
  private final double samplesPerSecond;
  private final int blockLength;
  private final double jitterNs;
  private final Random random = new Random(7); // the same run each time
  private final float[] block;
  private long lost;
  private long given;
  private double nextArrivalNs;

  SimulatedDevice(AlignedSound sound, Signal signal, double ppm, int blockLength, double jitterMs) {
    this.sound = sound;
    this.signal = signal;
    this.samplesPerSecond = AudioFrame.SAMPLE_RATE * (1 + ppm * 1e-6);
    this.blockLength = blockLength;
    this.jitterNs = jitterMs * 1e6;
    this.block = new float[blockLength * AudioFrame.CHANNELS];
    schedule();
  }

  /// Delivers everything that has arrived by then.
  void runUntil(long ns) {
    while (nextArrivalNs <= ns) {
      for (int i = 0; i < blockLength; i++) {
        float sample = (float) signal.at((lost + given + i) / samplesPerSecond);
        block[2 * i] = sample;
        block[2 * i + 1] = -sample;
      }
      given += blockLength;
      sound.write(block, blockLength, (long) nextArrivalNs);
      schedule();
    }
  }

  /// Loses samples, as a device does when it overruns.
  void lose(double seconds) {
    lost += Math.round(seconds * samplesPerSecond);
    schedule();
  }

  private void schedule() {
    double takenNs = (lost + given + blockLength) / samplesPerSecond * 1e9;
    // Blocks never overtake each other.
    nextArrivalNs = Math.max(nextArrivalNs, takenNs + random.nextDouble() * jitterNs);
  }
}
