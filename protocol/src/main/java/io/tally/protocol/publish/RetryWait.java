// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Until when is waited before the next attempt?
///
/// Until its time, until a person has had enough, or until the network seems to be back, which is
/// looked for once a second on the thread that waits. Threads: [#until] on one, [#cutShort] on any.
final class RetryWait {
  private static final long LOOK_NS = 1_000_000_000L;

  /// Why did a wait end?
  enum End {
    TIME,
    WISH,
    NETWORK
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wished = lock.newCondition();
  private boolean waiting;
  private boolean enough;

  /// Waits.
  ///
  /// @param atNs `System.nanoTime` of the next attempt
  End until(long atNs) throws InterruptedException {
    var watch = new ReturnWatch();
    lock.lockInterruptibly();
    try {
      waiting = true;
      enough = false;
      while (true) {
        var now = System.nanoTime();
        if (enough) {
          return End.WISH;
        }
        if (now - atNs >= 0) {
          return End.TIME;
        }
        if (watch.look(now, System.currentTimeMillis(), addresses())) {
          return End.NETWORK;
        }
        var _ = wished.awaitNanos(Math.min(LOOK_NS, atNs - now));
      }
    } finally {
      waiting = false;
      lock.unlock();
    }
  }

  /// Ends the wait, if there is one.
  void cutShort() {
    lock.lock();
    try {
      enough = waiting;
      wished.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static Set<String> addresses() {
    var all = new HashSet<String>();
    try {
      for (var each : NetworkInterface.networkInterfaces().toList()) {
        if (each.isUp() && !each.isLoopback()) {
          each.inetAddresses().forEach(address -> all.add(String.valueOf(address)));
        }
      }
    } catch (SocketException e) {
      // An interface went while it was asked: the next look sees the rest.
      return Set.of();
    }
    return all;
  }
}
