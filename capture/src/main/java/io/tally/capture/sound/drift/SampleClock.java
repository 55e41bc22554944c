// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound.drift;

import io.tally.capture.media.AudioFrame;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// How fast does a device count its samples, and when was each of them taken?
///
/// A block can arrive late, never early, so of each half second only the earliest arrival is kept,
/// and through the last 32 s of those runs a line with the median of all slopes (Theil-Sen), which
/// a third of bad points cannot bend. When the device loses samples the whole line moves, its slope
/// stays. Threads: [#arrived] and [#restart] on the device's, the rest on any.
final class SampleClock {
  /// A step of the arrivals larger than this is believed at once.
  static final double JUMP_NS = 70e6;

  private static final long WINDOW_LENGTH = AudioFrame.SAMPLE_RATE / 2;
  private static final int KEPT = 64;
  private static final int ENOUGH_FOR_SLOPE = 10;
  // With 10 ms of jitter, 20 s of points give the slope to about 5 ppm.
  private static final int ENOUGH_TO_SHOW = 40;
  private static final double STEP_NS = 10e6;
  private static final int ENOUGH_FOR_STEP = 4;

  private final double[] atNs = new double[KEPT];
  private final double[] lateNs = new double[KEPT];
  private final double[] slopes = new double[KEPT * (KEPT - 1) / 2];
  private int points;
  private int windowsOff;
  private boolean begun;
  private long originNs;
  private long originIndex;
  private long windowEnd;
  private double earliestNs;
  private double earliestAtNs;
  private volatile @Nullable ClockLine line;
  private volatile boolean shown;

  /// Takes in that a block has arrived.
  ///
  /// @param index samples that the device has given so far, this block included
  /// @param arrivalNs `MediaClock` time when the block was there whole
  void arrived(long index, long arrivalNs) {
    if (!begun) {
      begin(index, arrivalNs);
    }
    double at = (index - originIndex) * ClockLine.NOMINAL_NS;
    double late = arrivalNs - originNs - at;
    if (late < earliestNs) {
      earliestNs = late;
      earliestAtNs = at;
      if (points < ENOUGH_FOR_STEP) {
        publish(0, earliestOfLast());
      }
    }
    if (index >= windowEnd) {
      closeWindow();
      windowEnd = index + WINDOW_LENGTH;
    }
  }

  /// Forgets everything: the device was opened anew.
  void restart() {
    begun = false;
    shown = false;
    line = null;
  }

  /// The line as known now, or null before the first block.
  @Nullable ClockLine line() {
    return line;
  }

  /// How much faster the device runs than the media clock; empty for the first 20 s.
  OptionalDouble driftPpm() {
    ClockLine now = line;
    return shown && now != null ? OptionalDouble.of(now.driftPpm()) : OptionalDouble.empty();
  }

  private void begin(long index, long arrivalNs) {
    begun = true;
    points = 0;
    windowsOff = 0;
    originNs = arrivalNs;
    originIndex = index;
    windowEnd = index + WINDOW_LENGTH;
    earliestNs = Double.POSITIVE_INFINITY;
  }

  private void closeWindow() {
    ClockLine before = line;
    if (before != null && points > 0) {
      followStep(earliestNs - before.offsetNs() - before.slope() * earliestAtNs);
    }
    if (points == KEPT) {
      System.arraycopy(atNs, 1, atNs, 0, KEPT - 1);
      System.arraycopy(lateNs, 1, lateNs, 0, KEPT - 1);
      points--;
    }
    atNs[points] = earliestAtNs;
    lateNs[points] = earliestNs;
    points++;
    earliestNs = Double.POSITIVE_INFINITY;
    if (points < ENOUGH_FOR_SLOPE) {
      publish(0, earliestOfLast());
    } else {
      double slope = medianSlope();
      publish(slope, medianOffset(slope));
    }
    shown = points >= ENOUGH_TO_SHOW;
  }

  // The device lost samples, or an earlier hold-up is over: the points before are moved along.
  private void followStep(double offNs) {
    int side = Math.abs(offNs) > STEP_NS ? (int) Math.signum(offNs) : 0;
    boolean again = side != 0 && side == Integer.signum(windowsOff);
    windowsOff = again ? windowsOff + side : side;
    if (Math.abs(offNs) > JUMP_NS || Math.abs(windowsOff) >= ENOUGH_FOR_STEP) {
      for (int i = 0; i < points; i++) {
        lateNs[i] += offNs;
      }
      windowsOff = 0;
    }
  }

  private double earliestOfLast() {
    double earliest = earliestNs;
    for (int i = Math.max(0, points - ENOUGH_FOR_STEP); i < points; i++) {
      earliest = Math.min(earliest, lateNs[i]);
    }
    return earliest;
  }

  private double medianSlope() {
    int count = 0;
    for (int i = 0; i < points; i++) {
      for (int j = i + 1; j < points; j++) {
        slopes[count++] = (lateNs[j] - lateNs[i]) / (atNs[j] - atNs[i]);
      }
    }
    Arrays.sort(slopes, 0, count);
    return slopes[count / 2];
  }

  private double medianOffset(double slope) {
    double[] offsets = new double[points];
    for (int i = 0; i < points; i++) {
      offsets[i] = lateNs[i] - slope * atNs[i];
    }
    Arrays.sort(offsets);
    return offsets[points / 2];
  }

  private void publish(double slope, double offsetNs) {
    line = new ClockLine(originNs, originIndex, offsetNs, slope);
  }
}
