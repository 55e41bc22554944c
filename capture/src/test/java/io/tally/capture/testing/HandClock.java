// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import io.tally.capture.MediaClock;
import java.util.ArrayList;
import java.util.List;

/// What time is it, when a test moves the hands?
///
/// Threads that sleep on it wake when [#advanceTo] reaches their moment.
public final class HandClock implements MediaClock {
  private long nowNs;
  private final List<Long> wanted = new ArrayList<>();

  @Override
  public synchronized long nowNs() {
    return nowNs;
  }

  @Override
  public synchronized void sleepUntil(long ns) {
    Long moment = ns;
    wanted.add(moment);
    notifyAll();
    try {
      while (nowNs < ns) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      wanted.remove(moment);
    }
  }

  /// Moves the time forward and wakes who waits for it.
  public synchronized void advanceTo(long ns) {
    nowNs = Math.max(nowNs, ns);
    notifyAll();
  }

  /// Waits until so many threads sleep on this clock for a moment that has not come.
  public synchronized void awaitSleepers(int count) throws InterruptedException {
    while (wanted.stream().filter(ns -> ns > nowNs).count() < count) {
      wait();
    }
  }
}
