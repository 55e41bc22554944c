// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import io.tally.capture.MediaClock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// When is each picture of the canvas made?
///
/// Life: `setScene`, `connect` and `addViewer` in any order and at any time; [#start] once;
/// [#close] at any point and twice. It runs from `start` to `close`, which is the preview; the sink
/// is connected while the broadcast is on the air. Threads: every method from any thread; the
/// canvas is made on the thread `compositor`. [#setScene] and [#disconnect] wait for the tick in
/// progress, so that what they take out of use may be closed when they return: a source leaves the
/// scene, or the compositor is closed, before the source is.
///
/// Tick `k` is due at `epochNs + rate.timeNs(k)`. Loss: a tick that comes late by up to
/// [#LATEST_NS] is still made, at once and with its own time, so that the output has no hole when
/// the machine is busy for a moment; after a longer pause all that are late are left out and
/// counted as *lagged*.
public final class Compositor implements AutoCloseable {
  /// How late a tick may be, ns.
  public static final long LATEST_NS = 1_000_000_000;

  private final CanvasFormat format;
  private final MediaClock clock;
  private final long epochNs;
  private final Thread thread = new Thread(this::run, "compositor");
  private final AtomicLong lagged = new AtomicLong();
  private final AtomicLong ticks = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock(); // held while a tick is made
  private final Canvas canvas;
  private volatile boolean closed;

  /// @param epochNs `MediaClock` time of tick 0
  public Compositor(CanvasFormat format, MediaClock clock, long epochNs) {
    this.format = format;
    this.clock = clock;
    this.epochNs = epochNs;
    this.canvas = new Canvas(format);
    thread.setDaemon(true);
  }

  /// Size and rate.
  public CanvasFormat format() {
    return format;
  }

  /// Begins with the next tick that is due.
  public void start() {
    thread.start();
  }

  /// Shows another scene from the next tick on.
  public void setScene(Scene scene) {
    betweenTicks(() -> canvas.setScene(scene));
  }

  /// Sends every tick from now on to a sink, in place of the one before.
  public void connect(CanvasSink sink) {
    betweenTicks(() -> canvas.setSink(sink));
  }

  /// Sends no more ticks anywhere; the preview goes on.
  public void disconnect() {
    betweenTicks(() -> canvas.setSink(null));
  }

  /// Shows the canvas to one more viewer, first with the next tick.
  public void addViewer(CanvasViewer viewer) {
    betweenTicks(() -> canvas.addViewer(viewer));
  }

  /// Does not show it to a viewer any more.
  public void removeViewer(CanvasViewer viewer) {
    betweenTicks(() -> canvas.removeViewer(viewer));
  }

  /// How many ticks were left out because the canvas was made too late, or because the encoder kept
  /// all its frames.
  public long lagged() {
    return lagged.get();
  }

  /// How many ticks were made.
  public long ticks() {
    return ticks.get();
  }

  private void betweenTicks(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    long tick = Math.max(0, tickAt(clock.nowNs()) + 1);
    while (!closed) {
      clock.sleepUntil(timeNs(tick));
      long nowNs = clock.nowNs();
      if (nowNs - timeNs(tick) > LATEST_NS) {
        long newest = tickAt(nowNs);
        lagged.addAndGet(newest - tick);
        tick = newest;
      }
      make(tick++);
    }
    canvas.close();
  }

  private void make(long tick) {
    lock.lock();
    try {
      if (!closed) {
        if (canvas.make(timeNs(tick))) {
          ticks.incrementAndGet();
        } else {
          lagged.incrementAndGet();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private long timeNs(long tick) {
    return epochNs + format.rate().timeNs(tick);
  }

  /// The last tick that is due at a time; -1 before the first.
  private long tickAt(long ns) {
    if (ns < epochNs) {
      return -1;
    }
    long about = (long) ((ns - epochNs) * format.rate().perSecond() / 1e9);
    return timeNs(about + 1) <= ns ? about + 1 : timeNs(about) <= ns ? about : about - 1;
  }

  /// Ends the thread and frees the canvas; the sources stay open. Idempotent.
  @Override
  public void close() {
    closed = true;
    if (thread.getState() == Thread.State.NEW) {
      betweenTicks(canvas::close);
      return;
    }
    thread.interrupt();
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
