// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import io.tally.capture.MediaClock;

/// When does a file's present round begin, for its pictures and its sound alike?
///
/// Pictures and sound are decoded apart and rarely end in the same instant; the next round begins
/// for both when the longer one has ended. Each side [#join]s, tells the end of each round with
/// [#finished], which waits for the other, and [#leave]s. Threads: any.
final class LoopTimeline {
  // Time to open and decode the first picture, so that the first round is not late.
  private static final long LEAD_NS = 200_000_000;

  private final MediaClock clock;
  private int members;
  private int waiting;
  private long startNs;
  private long endNs;
  private long round;

  LoopTimeline(MediaClock clock) {
    this.clock = clock;
  }

  /// Takes part from now on.
  ///
  /// @return when the present round began, `MediaClock` ns; the first to join begins one
  synchronized long join() {
    if (members == 0) {
      startNs = clock.nowNs() + LEAD_NS;
      endNs = startNs;
      waiting = 0;
    }
    members++;
    return startNs;
  }

  /// Tells that this side's round is over and waits for the other's.
  ///
  /// @param ownEndNs when its last picture or sample ends, `MediaClock` ns
  /// @return when the next round begins
  synchronized long finished(long ownEndNs) throws InterruptedException {
    endNs = Math.max(endNs, ownEndNs);
    waiting++;
    long mine = round;
    beginRoundWhenAllWait();
    while (round == mine) {
      wait();
    }
    return startNs;
  }

  /// Takes part no longer; the other does not wait for it.
  synchronized void leave() {
    members--;
    beginRoundWhenAllWait();
  }

  private void beginRoundWhenAllWait() {
    if (waiting > 0 && waiting >= members) {
      startNs = endNs;
      waiting = 0;
      round++;
      notifyAll();
    }
  }
}
