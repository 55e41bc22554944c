// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.mix;

/// How loud is it at this moment, in dB below full scale?
///
/// A reading of 0 is full scale, more than that will clip or has clipped, [#FLOOR_DB] is silence.
///
/// @param leftPeakDb the highest sample of the left channel; rises at once, falls by 23.5 dB/s
/// @param rightPeakDb the same of the right channel
/// @param leftRmsDb the power of the left channel, averaged so that a step settles to 99 % in 300
///   ms
/// @param rightRmsDb the same of the right channel
public record MeterReading(
    double leftPeakDb, double rightPeakDb, double leftRmsDb, double rightRmsDb) {
  /// What silence reads: lower than any device's noise, and still a number that can be drawn.
  public static final double FLOOR_DB = -120;

  /// Nothing to hear.
  public static final MeterReading SILENCE =
      new MeterReading(FLOOR_DB, FLOOR_DB, FLOOR_DB, FLOOR_DB);
}
