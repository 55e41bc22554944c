// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// When did this machine, or this process, stand still?
///
/// A thread that wants to run every 5 ms notes each time when it could not for longer. A packet
/// that was due in such a moment left late, and so did those behind it: what they had left of the
/// latency may not have been enough for a repair, whoever repairs.
final class Stalls implements AutoCloseable {
  private static final long PULSE_NS = 5_000_000;
  private static final long LEAST_NS = 50_000_000;

  /// A queue of some time is gone after about twice that time, at the pace that a sender may use.
  private static final int AFTER = 3;

  private record Stall(long fromNs, long toNs) {}

  private final List<Stall> stalls = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "stalls");
  private volatile boolean over;

  Stalls() {
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    var beforeNs = System.nanoTime();
    while (!over) {
      LockSupport.parkNanos(PULSE_NS);
      var nowNs = System.nanoTime();
      if (nowNs - beforeNs > LEAST_NS) {
        synchronized (stalls) {
          stalls.add(new Stall(beforeNs, nowNs));
        }
      }
      beforeNs = nowNs;
    }
  }

  /// Whether what was due at this time may have suffered.
  boolean touched(long dueNs, long latencyNs) {
    synchronized (stalls) {
      return stalls.stream()
          .anyMatch(stall ->
              dueNs > stall.fromNs() - latencyNs
                  && dueNs < stall.toNs() + AFTER * (stall.toNs() - stall.fromNs()));
    }
  }

  @Override
  public void close() {
    over = true;
  }
}
