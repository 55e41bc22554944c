// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import java.util.concurrent.locks.LockSupport;

/// What time is it, for every picture and every sample?
///
/// One clock is made at start and handed to every source, the compositor and the mixer, so that
/// their times can be compared. Threads: any. Tests hand in a clock that moves when told.
public interface MediaClock {
  /// Nanoseconds since an arbitrary moment; never falls.
  long nowNs();

  /// Waits until [#nowNs] has reached a moment; returns at once when it has passed, or when
  /// interrupted.
  ///
  /// @param ns the moment, on this clock
  void sleepUntil(long ns);

  /// The system's monotonic clock, starting near zero.
  static MediaClock system() {
    long origin = System.nanoTime();
    return new MediaClock() {
      @Override
      public long nowNs() {
        return System.nanoTime() - origin;
      }

      @Override
      public void sleepUntil(long ns) {
        for (long left = ns - nowNs(); left > 0; left = ns - nowNs()) {
          LockSupport.parkNanos(left);
          if (Thread.currentThread().isInterrupted()) {
            return;
          }
        }
      }
    };
  }
}
