// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import io.tally.player.load.LoadException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// What comes of a load that is begun before anybody waits for it?
///
/// Runs on a virtual thread of its own from when it is made.
final class EarlyLoad {
  private final FutureTask<byte[]> task;
  private final Thread thread;

  EarlyLoad(Callable<byte[]> load) {
    task = new FutureTask<>(load);
    thread = Thread.ofVirtual().name("segment").start(task);
  }

  /// Waits for its bytes.
  byte[] bytes() throws LoadException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LoadException failure) {
        throw failure;
      }
      throw new IllegalStateException("A load ended in an unexpected way", e.getCause());
    }
  }

  /// Breaks it off, if it has not come to its end.
  void cancel() {
    thread.interrupt();
  }
}
