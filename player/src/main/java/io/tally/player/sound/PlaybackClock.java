// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Which moment of the stream is now?
///
/// Counts run time, ns: the stream's times made continuous over timelines. Follows the sound that
/// is really heard and goes on by the system's clock where there is none; it never falls while it
/// runs. Threads: any.
public final class PlaybackClock {
  private static final long JUMP_NS = 200_000_000L;
  private static final int SLEW = 8; // a correction is spread over about so many blocks of sound
  private static final long SOUND_PATIENCE_NS = 400_000_000L;

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean running;
  private boolean closed;
  private boolean holds; // started, and waits for the first sound to be heard
  private long baseRunNs;
  private long baseNanos;
  private long lastNs;
  private int starts;
  private double rate = 1;
  private long changes; // what sleepers are woken for

  /// @param nanoTime as `System.nanoTime`; tests give one that moves when told
  public PlaybackClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Sets it going.
  ///
  /// @param runNs from where
  /// @param withSound stands still until the first sound is heard, or for 0.4 s
  public void start(long runNs, boolean withSound) {
    lock.lock();
    try {
      running = true;
      holds = withSound;
      starts++;
      baseRunNs = runNs;
      baseNanos = nanoTime.getAsLong();
      lastNs = runNs;
      tellChange();
    } finally {
      lock.unlock();
    }
  }

  /// Says from where it will go on, while it stands.
  public void stand(long runNs) {
    lock.lock();
    try {
      if (!running) {
        lastNs = runNs;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Stops it where it is.
  public void pause() {
    lock.lock();
    try {
      lastNs = nowNs();
      running = false;
      tellChange();
    } finally {
      lock.unlock();
    }
  }

  /// The moment of the stream that is now, ns.
  public long nowNs() {
    lock.lock();
    try {
      if (!running) {
        return lastNs;
      }
      long sinceNs = nanoTime.getAsLong() - baseNanos;
      if (holds) {
        if (sinceNs < SOUND_PATIENCE_NS) {
          return baseRunNs;
        }
        holds = false;
        baseNanos += sinceNs;
        sinceNs = 0;
      }
      lastNs = Math.max(lastNs, baseRunNs + scaled(sinceNs));
      return lastNs;
    } finally {
      lock.unlock();
    }
  }

  private long scaled(long ns) {
    return rate == 1 ? ns : (long) (ns * rate);
  }

  /// Lets it go faster or slower from this moment on.
  ///
  /// @param factor above 1 is faster
  public void setRate(double factor) {
    lock.lock();
    try {
      if (factor == rate) {
        return;
      }
      if (running && !holds) {
        baseRunNs = nowNs();
        baseNanos = nanoTime.getAsLong();
      }
      rate = factor;
      tellChange();
    } finally {
      lock.unlock();
    }
  }

  /// How fast it goes.
  public double rate() {
    lock.lock();
    try {
      return rate;
    } finally {
      lock.unlock();
    }
  }

  /// Whether it goes.
  public boolean isRunning() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  /// How often it was set going.
  int starts() {
    lock.lock();
    try {
      return starts;
    } finally {
      lock.unlock();
    }
  }

  /// Says which moment is heard now.
  void heard(long runNs) {
    lock.lock();
    try {
      if (!running || (holds && runNs <= baseRunNs)) {
        return;
      }
      long errorNs = holds ? 0 : runNs - (baseRunNs + scaled(nanoTime.getAsLong() - baseNanos));
      if (holds || Math.abs(errorNs) > JUMP_NS) {
        holds = false;
        baseRunNs = runNs;
        baseNanos = nanoTime.getAsLong();
        tellChange();
      } else {
        baseRunNs += errorNs / SLEW;
      }
    } finally {
      lock.unlock();
    }
  }

  private void tellChange() {
    changes++;
    changed.signalAll();
  }

  /// Waits until it goes; false when it was closed.
  boolean awaitRunning() throws InterruptedException {
    lock.lock();
    try {
      while (!running && !closed) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a moment comes, or something happens to the clock, or patience ends: whoever needs
  /// to know which asks [#nowNs] afterwards.
  public void awaitMoment(long runNs, long patienceNs) throws InterruptedException {
    lock.lock();
    try {
      long leftNs = Math.min(running ? (long) ((runNs - nowNs()) / rate) : patienceNs, patienceNs);
      long seen = changes;
      while (!closed && changes == seen && leftNs > 0) {
        leftNs = changed.awaitNanos(leftNs);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Lets nobody wait any more. Idempotent.
  public void close() {
    lock.lock();
    try {
      closed = true;
      tellChange();
    } finally {
      lock.unlock();
    }
  }
}
