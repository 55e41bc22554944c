// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where is done what blocks, one thing after another, without anybody waiting for it?
///
/// Threads: any; the work runs on the thread `window-work`.
final class Work implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("window-work").factory());

  /// Does something after everything that was asked for before; nothing once closed.
  void run(Runnable what) {
    try {
      thread.execute(() -> {
        try {
          what.run();
        } catch (RuntimeException e) {
          LOG.error("A wish from the window failed", e);
        }
      });
    } catch (RejectedExecutionException _) {
      LOG.debug("The window is closed; nothing more is done");
    }
  }

  /// Finishes what was asked for, within ten seconds. Idempotent.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
