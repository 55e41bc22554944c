// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.sound;

import io.tally.capture.media.AudioFrame;
import java.util.OptionalDouble;

/// How loud is a programme (EBU R 128; ITU-R BS.1770-5)?
///
/// Measures in steps of 100 ms: momentary over 400 ms, short-term over 3 s, integrated over all
/// with the gates. About 0.5 % of a core. Threads: one.
final class LoudnessMeter {
  private static final int STEP = AudioFrame.SAMPLE_RATE / 10;
  private static final int MOMENTARY_STEPS = 4;
  private static final int SHORT_STEPS = 30;
  private static final double OFFSET = -0.691;

  private final KWeighting[] weightings = {new KWeighting(), new KWeighting()};
  private final TruePeak[] peaks = {new TruePeak(), new TruePeak()};
  private final GatedMean programme = new GatedMean();
  private final double[] powers = new double[SHORT_STEPS]; // of the newest steps, in a ring
  private long steps;
  private int inStep;
  private double sum;

  /// Mean square over the channels as loudness.
  static double lufs(double power) {
    return OFFSET + 10 * Math.log10(power);
  }

  /// Takes a block; the next one continues it.
  void add(AudioFrame block) {
    float[] samples = block.samples();
    for (int i = 0; i + 1 < samples.length; i += AudioFrame.CHANNELS) {
      for (int channel = 0; channel < AudioFrame.CHANNELS; channel++) {
        double sample = samples[i + channel];
        double weighted = weightings[channel].next(sample);
        sum += weighted * weighted;
        peaks[channel].next(sample);
      }
      if (++inStep == STEP) {
        step();
      }
    }
  }

  private void step() {
    powers[(int) (steps % SHORT_STEPS)] = sum / STEP;
    steps++;
    inStep = 0;
    sum = 0;
    if (steps >= MOMENTARY_STEPS) {
      programme.add(mean(MOMENTARY_STEPS));
    }
  }

  private double mean(int newest) {
    double total = 0;
    for (int i = 1; i <= newest; i++) {
      total += powers[(int) ((steps - i) % SHORT_STEPS)];
    }
    return total / newest;
  }

  private OptionalDouble over(int newest) {
    if (steps < newest) {
      return OptionalDouble.empty();
    }
    double power = mean(newest);
    return power > 0 ? OptionalDouble.of(lufs(power)) : OptionalDouble.empty();
  }

  /// Over the newest 400 ms, LUFS; empty before, and for digital silence.
  OptionalDouble momentaryLufs() {
    return over(MOMENTARY_STEPS);
  }

  /// Over the newest 3 s, LUFS; empty before, and for digital silence.
  OptionalDouble shortTermLufs() {
    return over(SHORT_STEPS);
  }

  /// Over all, LUFS; empty while there is nothing but silence.
  OptionalDouble integratedLufs() {
    return programme.lufs();
  }

  /// The highest point of the wave, dBTP; empty while there is none.
  OptionalDouble truePeakDb() {
    double highest = Math.max(peaks[0].highest(), peaks[1].highest());
    return highest > 0 ? OptionalDouble.of(20 * Math.log10(highest)) : OptionalDouble.empty();
  }
}
