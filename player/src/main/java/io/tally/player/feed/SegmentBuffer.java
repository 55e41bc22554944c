// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Which segments are loaded and not demuxed yet?
///
/// Bounded by duration and by bytes; the loader waits while either is reached, and one segment
/// always fits. Threads: the loader's puts, the demuxer's takes, any closes and asks.
public final class SegmentBuffer implements AutoCloseable {
  private final long goalNs;
  private final long goalBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<LoadedSegment> segments = new ArrayDeque<>();
  private long bufferedNs;
  private long bufferedBytes;
  private long headReadNs; // of the first segment, what the demuxer has passed on already
  private boolean ended;
  private boolean closed;
  private boolean takerWaits;
  private boolean cutWanted;
  private volatile LongSupplier downstream = () -> 0;

  /// @param goalNs media duration at which the loader waits, ns
  /// @param goalBytes bytes at which it waits
  public SegmentBuffer(long goalNs, long goalBytes) {
    this.goalNs = goalNs;
    this.goalBytes = goalBytes;
  }

  /// Waits until the next segment may be loaded, or another one is wanted.
  void awaitRoom() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && !cutWanted && !segments.isEmpty() && isFull()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    return bufferedNs - headReadNs >= goalNs || bufferedBytes >= goalBytes;
  }

  void put(LoadedSegment segment) {
    lock.lock();
    try {
      segments.add(segment);
      bufferedNs += segment.durationNs();
      bufferedBytes += segment.media().length;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Says that nothing more comes.
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the next segment without taking it; null after the last, or when closed.
  public @Nullable LoadedSegment peek() throws InterruptedException {
    lock.lock();
    try {
      while (segments.isEmpty() && !ended && !closed) {
        takerWaits = true;
        changed.await();
      }
      takerWaits = false;
      return closed ? null : segments.peek();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the segment that [#peek] gave, unless it was closed or cut off since.
  @SuppressWarnings("ReferenceEquality") // it is this one, or it is gone
  public void remove(LoadedSegment taken) {
    lock.lock();
    try {
      if (segments.peek() != taken) {
        return;
      }
      segments.remove();
      bufferedNs -= taken.durationNs();
      headReadNs = 0;
      bufferedBytes -= taken.media().length;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Says how much of the segment that [#peek] gave has been passed on, ns.
  ///
  /// @return false when nobody wants the rest of it
  @SuppressWarnings("ReferenceEquality") // as in remove
  public boolean read(LoadedSegment head, long ns) {
    lock.lock();
    try {
      if (segments.peek() != head) {
        return false;
      }
      headReadNs = Math.clamp(ns, 0, head.durationNs());
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Asks the loader to put something else in place of what the demuxer has not passed on yet.
  public void wantCut() {
    lock.lock();
    try {
      cutWanted = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until [#wantCut] asks, or it is closed.
  void awaitCut() throws InterruptedException {
    lock.lock();
    try {
      while (!cutWanted && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether [#wantCut] asked and [#cut] did not answer yet.
  boolean isCutWanted() {
    lock.lock();
    try {
      return cutWanted;
    } finally {
      lock.unlock();
    }
  }

  /// Cuts off what was asked to be replaced.
  ///
  /// @return the place in the stream from which on something is missing now, ns; empty when nothing
  ///   was cut off
  OptionalLong cut() {
    lock.lock();
    try {
      LoadedSegment head = segments.peek();
      if (!cutWanted || head == null) {
        cutWanted = false;
        return OptionalLong.empty();
      }
      OptionalLong from = OptionalLong.of(head.positionNs() + headReadNs);
      cutWanted = false;
      ended = false; // something follows again
      empty();
      return from;
    } finally {
      lock.unlock();
    }
  }

  private void empty() {
    segments.clear();
    bufferedNs = 0;
    bufferedBytes = 0;
    headReadNs = 0;
    changed.signalAll();
  }

  /// How much media is in it that was not passed on, ns.
  public long bufferedNs() {
    lock.lock();
    try {
      return bufferedNs - headReadNs;
    } finally {
      lock.unlock();
    }
  }

  /// Says how much media waits behind the demuxer.
  ///
  /// @param ns asked from any thread
  public void downstream(LongSupplier ns) {
    downstream = ns;
  }

  /// How much media is loaded and not shown, here and behind the demuxer, ns.
  public long aheadNs() {
    return bufferedNs() + downstream.getAsLong();
  }

  /// Whether nothing follows what is in it.
  public boolean hasEnd() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the demuxer has eaten everything and waits for more.
  public boolean isStarved() {
    lock.lock();
    try {
      return takerWaits && segments.isEmpty() && !ended;
    } finally {
      lock.unlock();
    }
  }

  /// Lets nobody wait any more. Idempotent.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      empty();
    } finally {
      lock.unlock();
    }
  }
}
