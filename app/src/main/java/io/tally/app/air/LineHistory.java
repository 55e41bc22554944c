// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.protocol.PublisherStatistics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// How did the line to one outlet do, second by second, in the last two minutes?
///
/// Threads: any.
final class LineHistory {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int RECENT = 3; // samples that a rate of now is the mean of

  private final Deque<OutletSample> samples = new ArrayDeque<>();
  private PublisherStatistics before = PublisherStatistics.NONE;
  private long beforeNs;
  private boolean begun;

  /// Begins anew, with a new connection; what was stays.
  synchronized void begin(long nowNs) {
    begun = true;
    before = PublisherStatistics.NONE;
    beforeNs = nowNs;
  }

  /// Takes a sample once a second has passed; asked more often, it waits.
  synchronized void tick(long nowNs, boolean live, long targetBps, PublisherStatistics now) {
    long passedNs = nowNs - beforeNs;
    if (!begun || passedNs < SECOND_NS) {
      return;
    }
    samples.addLast(
        new OutletSample(
            nowNs,
            live,
            targetBps,
            Math.round((now.sentBytes() - before.sentBytes()) * 8e9 / passedNs),
            now.queuedNs(),
            now.line().roundTripNs(),
            now.drops().all() - before.drops().all()));
    if (samples.size() > OutletStatus.HISTORY) {
      samples.removeFirst();
    }
    before = now;
    beforeNs = nowNs;
  }

  /// The oldest first.
  synchronized List<OutletSample> samples() {
    return List.copyOf(samples);
  }

  /// What went out in the last seconds, bit/s.
  synchronized long sentBps() {
    return Math.round(
        samples.stream()
            .skip(Math.max(0, samples.size() - RECENT))
            .mapToLong(OutletSample::sentBps)
            .average()
            .orElse(0));
  }
}
