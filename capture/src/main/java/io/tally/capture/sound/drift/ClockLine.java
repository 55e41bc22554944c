// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound.drift;

import io.tally.capture.media.AudioFrame;

/// Which sample of a device belongs to a moment of the media clock, as a straight line?
///
/// @param originNs `MediaClock` time that the offset counts from, ns
/// @param originIndex the sample that the offset belongs to
/// @param offsetNs when that sample was taken, after the origin, ns
/// @param slope by how much longer than nominal one sample of the device lasts, as a share
record ClockLine(long originNs, long originIndex, double offsetNs, double slope) {
  /// How long a sample lasts by the nominal rate, ns.
  static final double NOMINAL_NS = 1e9 / AudioFrame.SAMPLE_RATE;

  /// The device's sample at a moment, with its fraction.
  double indexAt(long ptsNs) {
    return originIndex + (ptsNs - originNs - offsetNs) / (NOMINAL_NS * (1 + slope));
  }

  /// How many samples of the device pass while one of the media clock does.
  double step() {
    return 1 / (1 + slope);
  }

  /// How much faster the device's clock runs, parts per million.
  double driftPpm() {
    return (step() - 1) * 1e6;
  }
}
