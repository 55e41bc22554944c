// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// In which order do events happen that come from many threads? One after another, on one.
///
/// Threads: all methods from any; [#run] called on the thread itself runs at once.
final class EventThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventThread.class);

  private final ScheduledExecutorService executor;
  private volatile @Nullable Thread thread; // null until the first event

  EventThread(String name) {
    executor =
        Executors.newSingleThreadScheduledExecutor(work -> {
          Thread made = Thread.ofPlatform().daemon().name(name).unstarted(work);
          thread = made;
          return made;
        });
  }

  /// Does it later, after everything posted before; nothing after [#close].
  void post(Runnable event) {
    try {
      executor.execute(() -> guarded(event));
    } catch (RejectedExecutionException _) {
      LOG.debug("An event came after the end and was left out");
    }
  }

  /// Does it again and again until [#close], in turn with the events.
  void every(long ms, Runnable event) {
    try {
      var _ = executor.scheduleWithFixedDelay(() -> guarded(event), ms, ms, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      LOG.debug("Closed before it was opened");
    }
  }

  private static void guarded(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      // A defect of ours; the thread must survive it, so that stop and close still work.
      LOG.error("An event of the broadcast failed", e);
    }
  }

  /// Does it after everything posted before, and waits for it, so long at most.
  void run(Runnable event, int seconds) {
    if (Thread.currentThread().equals(thread)) {
      guarded(event);
      return;
    }
    try {
      Future<?> done = executor.submit(() -> guarded(event));
      done.get(seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException _) {
      LOG.debug("An event came after the end and was left out");
    } catch (TimeoutException _) {
      LOG.warn("The broadcast has not ended within {} s; it goes on in the background", seconds);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes no more events; those posted are still done. Waits for nothing. Idempotent.
  @Override
  public void close() {
    executor.shutdown();
  }
}
