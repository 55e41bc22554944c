// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.mix;

import io.tally.capture.media.AudioFrame;

/// Which reading follows from the blocks that passed?
///
/// Sample peak with a fall of 40 dB in 1.7 s, and mean power with the settling time of a VU meter:
/// the ballistics that streamers know. Threads: [#measure] on the mixer's, [#reading] on any.
final class Meter {
  private static final double FALL_DB_PER_SECOND = 40 / 1.7;
  // A single pole has settled to 99 % after ln(100) time constants.
  private static final double POWER_TIME_CONSTANT_SECONDS = 0.3 / Math.log(100);

  private final double[] peakDb = {MeterReading.FLOOR_DB, MeterReading.FLOOR_DB};
  private final double[] power = new double[AudioFrame.CHANNELS];
  private volatile MeterReading reading = MeterReading.SILENCE;

  /// Takes in the next block.
  ///
  /// @param interleaved left, right, left, right, …
  void measure(float[] interleaved) {
    double seconds = (double) interleaved.length / AudioFrame.CHANNELS / AudioFrame.SAMPLE_RATE;
    double weight = 1 - Math.exp(-seconds / POWER_TIME_CONSTANT_SECONDS);
    for (int channel = 0; channel < AudioFrame.CHANNELS; channel++) {
      float highest = 0;
      double sum = 0;
      for (int i = channel; i < interleaved.length; i += AudioFrame.CHANNELS) {
        float sample = interleaved[i];
        highest = Math.max(highest, Math.abs(sample));
        sum += (double) sample * sample;
      }
      peakDb[channel] =
          Math.max(db(highest), floor(peakDb[channel] - FALL_DB_PER_SECOND * seconds));
      double mean = sum * AudioFrame.CHANNELS / interleaved.length;
      power[channel] += weight * (mean - power[channel]);
    }
    reading =
        new MeterReading(peakDb[0], peakDb[1], db(Math.sqrt(power[0])), db(Math.sqrt(power[1])));
  }

  /// The newest reading.
  MeterReading reading() {
    return reading;
  }

  private static double db(double amplitude) {
    return floor(20 * Math.log10(amplitude));
  }

  private static double floor(double db) {
    return Math.max(MeterReading.FLOOR_DB, db);
  }
}
