// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.tally.protocol.tcp.LineWatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// May the next packet be handed to the socket, or has it enough to do?
///
/// Little may lie between the outbox and the socket, because what has left the outbox can no longer
/// be dropped: what the line drains in a tenth of a second, so that a slow line keeps little and a
/// fast one is never idle. Threads: any.
final class SendRoom implements LineWatch.Handed {
  private static final long LEAST_BYTES = 32 << 10;
  private static final long MOST_BYTES = 1 << 20;
  private static final int PER_SECOND = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long handedBytes;
  private long sentBytes;
  private long sentPackets;
  private long limitBytes = 4 * LEAST_BYTES;
  private boolean closed;

  /// Whether nobody would have to wait now.
  boolean isFree() {
    lock.lock();
    try {
      return closed || handedBytes - sentBytes < limitBytes;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for room, or for the connection's end.
  void await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && handedBytes - sentBytes >= limitBytes) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  void handed(long bytes) {
    lock.lock();
    try {
      handedBytes += bytes;
    } finally {
      lock.unlock();
    }
  }

  void sent(long bytes, int packets) {
    change(() -> {
      sentBytes += bytes;
      sentPackets += packets;
    });
  }

  /// The line drains so much, bit/s.
  void drains(long bps) {
    var bytes = Math.clamp(bps / 8 / PER_SECOND, LEAST_BYTES, MOST_BYTES);
    change(() -> limitBytes = bytes);
  }

  /// No one has to wait any longer.
  void close() {
    change(() -> closed = true);
  }

  @Override
  public long handedBytes() {
    lock.lock();
    try {
      return handedBytes;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long takenBytes() {
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
