// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.time;

/// How far have the peers' clocks moved apart (draft-sharabayko-srt section 4.7)?
///
/// Each 1000 samples give a mean; what is more than 5 ms of it moves the time base for good.
/// Threads: one at a time.
public final class Drift {
  private static final int SAMPLES = 1000;
  private static final int MAX_US = 5_000;

  private long sumUs;
  private int count;
  private long us;

  /// What to add to play times, µs.
  public long us() {
    return us;
  }

  /// Takes how much later than expected a packet came.
  ///
  /// @return by how much the time base must move now, µs, mostly 0
  public long sample(long lateUs) {
    sumUs += lateUs;
    if (++count < SAMPLES) {
      return 0;
    }
    us = sumUs / count;
    sumUs = 0;
    count = 0;
    if (Math.abs(us) <= MAX_US) {
      return 0;
    }
    var moveUs = Long.signum(us) * (long) MAX_US;
    us -= moveUs;
    return moveUs;
  }
}
