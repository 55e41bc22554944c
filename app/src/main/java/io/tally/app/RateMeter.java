// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import java.util.ArrayDeque;
import java.util.Deque;

/// How fast does a count grow, over the last seconds?
///
/// Remembers the count at the moments when it is asked, so that nothing has to run in between.
/// Threads: any.
final class RateMeter {
  private static final long WINDOW_NS = 3_000_000_000L;
  private static final long STEP_NS = 100_000_000L; // asked more often, it keeps no more samples

  private record Sample(long ns, double count) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /// The growth a second over the window that ends now; 0 the first time.
  ///
  /// @param nowNs a clock that never falls
  /// @param count what is counted; when it has fallen, counting began anew
  synchronized double perSecond(long nowNs, double count) {
    Sample last = samples.peekLast();
    if (last != null && count < last.count) {
      samples.clear();
      last = null;
    }
    if (last == null || nowNs - last.ns >= STEP_NS) {
      samples.addLast(new Sample(nowNs, count));
    }
    while (samples.size() > 2 && nowNs - samples.getFirst().ns > WINDOW_NS) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    return nowNs > first.ns ? (count - first.count) * 1e9 / (nowNs - first.ns) : 0;
  }
}
