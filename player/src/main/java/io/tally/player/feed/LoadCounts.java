// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How much was loaded, and how much given up? Threads: any.
public final class LoadCounts {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger skipped = new AtomicInteger();
  private volatile long bitrateBps;

  void loaded(long length, long durationNs) {
    bytes.addAndGet(length);
    if (durationNs > 0) {
      bitrateBps = (long) (length * 8e9 / durationNs);
    }
  }

  void skipped(long segments) {
    skipped.addAndGet((int) Math.min(segments, Integer.MAX_VALUE));
  }

  /// Bytes of segments.
  public long bytes() {
    return bytes.get();
  }

  /// Bit rate of the last segment; 0 before the first.
  public long bitrateBps() {
    return bitrateBps;
  }

  /// Segments given up.
  public int skipped() {
    return skipped.get();
  }
}
