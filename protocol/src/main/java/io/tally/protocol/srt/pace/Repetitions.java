// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.pace;

/// Does the line carry what is sent again, and if not, how much may leave?
///
/// Of what is sent again, random loss takes as large a share as of all else. Where most of it gets
/// lost too, the line is full, and sending all that is missing at the input's pace only fills it
/// more: then no more leaves than half as much again as has passed, until repetitions pass again.
/// This is beyond live mode's own control (draft-sharabayko-srt section 5.1), which has none.
/// Threads: one at a time.
final class Repetitions {
  private static final long LEAST_PERIOD_US = 150_000;
  private static final int FEWEST = 8;
  private static final double FULL_SHARE = 0.45;
  private static final double FREE_SHARE = 0.3;
  private static final double BEYOND_PASSED = 1.5;
  private static final double LOWEST_FALL = 0.4;
  private static final double RAISE = 1.5;
  private static final long FORGET_US = 2_000_000;
  private static final long LEAST_BYTES_PER_S = 40_000;

  private long mostBytesPerS = Long.MAX_VALUE;
  private long sinceUs = Long.MIN_VALUE;
  private long fullUs = Long.MIN_VALUE;
  private int all;
  private int again;

  /// Takes a packet that is sent again.
  ///
  /// @param limitBytesPerS at which it is sent
  void count(boolean lostAgain, long roundTripUs, long limitBytesPerS, long nowUs) {
    if (sinceUs == Long.MIN_VALUE || nowUs - sinceUs > FORGET_US) {
      begin(nowUs);
    }
    all++;
    again += lostAgain ? 1 : 0;
    if (nowUs - sinceUs < Math.max(LEAST_PERIOD_US, roundTripUs) || all < FEWEST) {
      return;
    }
    var share = (double) again / all;
    if (share > FULL_SHARE) {
      fullUs = nowUs;
      mostBytesPerS =
          Math.max(
              LEAST_BYTES_PER_S,
              Math.round(limitBytesPerS * Math.max(LOWEST_FALL, (1 - share) * BEYOND_PASSED)));
    } else if (share < FREE_SHARE && mostBytesPerS != Long.MAX_VALUE) {
      mostBytesPerS = Math.round(mostBytesPerS * RAISE);
    }
    begin(nowUs);
  }

  /// Takes notice of the time.
  void passed(long nowUs) {
    if (mostBytesPerS != Long.MAX_VALUE && nowUs - fullUs > FORGET_US) {
      mostBytesPerS = Long.MAX_VALUE;
    }
  }

  private void begin(long nowUs) {
    sinceUs = nowUs;
    all = 0;
    again = 0;
  }

  /// Whether less may leave than is asked for.
  boolean fillTheLine() {
    return mostBytesPerS != Long.MAX_VALUE;
  }

  /// The most that may leave, bytes/s.
  long mostBytesPerS() {
    return mostBytesPerS;
  }
}
