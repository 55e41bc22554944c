// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// May the next packet be handed to the socket, or has it enough to do?
///
/// Little may lie between the outbox and the socket, because what has left the outbox can no longer
/// be dropped. Netty's own mark counts only what has reached the event loop, so what is on its way
/// there is counted here too. Threads: any.
final class SendRoom {
  private static final long MOST_BYTES = 256 << 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long handedBytes;
  private long sentBytes;
  private long sentPackets;
  private boolean closed;

  /// Waits for room.
  ///
  /// @param writable Netty's word
  /// @return false when there was none for the whole time, in which nothing at all went out
  boolean await(BooleanSupplier writable, Duration stall) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var before = sentBytes;
      var leftNs = stall.toNanos();
      while (!closed && (handedBytes - sentBytes >= MOST_BYTES || !writable.getAsBoolean())) {
        if (before != sentBytes) {
          before = sentBytes;
          leftNs = stall.toNanos();
        }
        if (leftNs <= 0) {
          return false;
        }
        leftNs = changed.awaitNanos(leftNs);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void handed(long bytes) {
    change(() -> handedBytes += bytes);
  }

  void sent(long bytes) {
    change(() -> {
      sentBytes += bytes;
      sentPackets++;
    });
  }

  void changed() {
    change(() -> {});
  }

  /// No one has to wait any longer.
  void close() {
    change(() -> closed = true);
  }

  long sentBytes() {
    lock.lock();
    try {
      return sentBytes;
    } finally {
      lock.unlock();
    }
  }

  long sentPackets() {
    lock.lock();
    try {
      return sentPackets;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
