// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// What waits for a thread that is slower at times?
///
/// Bounded: [#offer] never waits and answers false when it is full. Threads: any may offer and end;
/// one takes. Unlike the JDK's queues it can be ended without interrupting whoever takes.
final class Inbox<T> {
  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private final int capacity;
  private boolean ended;

  Inbox(int capacity) {
    this.capacity = capacity;
  }

  /// Whether it was taken in; false when full or ended, then it is still the caller's.
  synchronized boolean offer(T next) {
    if (ended || waiting.size() >= capacity) {
      return false;
    }
    waiting.add(next);
    notifyAll();
    return true;
  }

  /// Waits for the next; null when the inbox is ended and empty.
  ///
  /// @throws InterruptedException when the taking thread is interrupted
  synchronized @Nullable T take() throws InterruptedException {
    while (waiting.isEmpty() && !ended) {
      wait();
    }
    return waiting.poll();
  }

  /// The next if there is one now.
  synchronized @Nullable T poll() {
    return waiting.poll();
  }

  /// How many wait now.
  synchronized int size() {
    return waiting.size();
  }

  /// Refuses what is offered from now on; what waits can still be taken.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized boolean ended() {
    return ended;
  }
}
