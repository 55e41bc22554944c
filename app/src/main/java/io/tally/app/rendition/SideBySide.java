// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.rendition;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How do several things end in the time of the slowest, not of all together?
public final class SideBySide {
  private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);
  private static final Duration PATIENCE = Duration.ofSeconds(6); // each is bounded by less

  private SideBySide() {}

  /// Does it to each, and waits for all.
  public static <T> void run(String name, List<T> items, Consumer<T> action) {
    if (items.size() == 1) {
      action.accept(items.getFirst());
      return;
    }
    List<Thread> threads =
        items.stream()
            .map(item -> Thread.ofPlatform().daemon().name(name).start(() -> action.accept(item)))
            .toList();
    for (Thread thread : threads) {
      try {
        if (!thread.join(PATIENCE)) {
          LOG.warn("One of {} has not ended in time and is left behind", name);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
