// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import io.tally.protocol.hls.playlist.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Which segments are listed, which can still be fetched, and which are forgotten?
///
/// A segment that leaves the list stays for its own length plus that of the longest playlist that
/// had it (rfc8216bis 6.2.2), so that a slow player finds what it was promised. Half of the memory
/// is for the list and half for those. Threads: one thread changes it; [#file] from any.
final class SegmentWindow {
  /// Apple's authoring specification 8.11.
  static final int FEWEST = 6;

  private record Retired(Segment segment, Instant until) {}

  private final Duration window;
  private final ArrayDeque<Segment> listed = new ArrayDeque<>();
  private final ArrayDeque<Retired> retired = new ArrayDeque<>();
  private final Map<String, HlsFile> files = new ConcurrentHashMap<>();
  private volatile long memoryBytes;
  private long listedNs;
  private long longestNs;
  private long listedBytes;
  private volatile long heldBytes;

  SegmentWindow(Duration window, long memoryBytes) {
    this.window = window;
    this.memoryBytes = memoryBytes;
  }

  /// Changes the memory limit, from the next segment on. From any thread.
  void limit(long newMemoryBytes) {
    memoryBytes = newMemoryBytes;
  }

  /// Takes a new segment in, which can be fetched at once, and lets old ones go.
  ///
  /// @param targetSeconds the list never gets shorter than three of these (rfc8216bis 6.2.2)
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void add(Segment segment, long targetSeconds, Instant now) {
    files.put(segment.init().file(), HlsFile.init(segment.init().bytes()));
    files.put(segment.file(), HlsFile.segment(segment.bytes()));
    listed.add(segment);
    listedNs += segment.durationNs();
    longestNs = Math.max(longestNs, listedNs);
    listedBytes += segment.size();
    heldBytes += segment.size();
    while (listed.size() > FEWEST && tooMuch(targetSeconds)) {
      retireOldest(now);
    }
    expire(now);
  }

  private boolean tooMuch(long targetSeconds) {
    long withoutOldestNs = listedNs - listed.element().durationNs();
    return withoutOldestNs >= targetSeconds * 3_000_000_000L
        && (withoutOldestNs >= window.toNanos() || listedBytes > memoryBytes / 2);
  }

  private void retireOldest(Instant now) {
    Segment oldest = listed.remove();
    listedNs -= oldest.durationNs();
    listedBytes -= oldest.size();
    retired.add(new Retired(oldest, now.plusNanos(oldest.durationNs() + longestNs)));
  }

  /// Takes all segments off the list, for a new playlist; each can be fetched for a while.
  void startAfresh(Instant now) {
    while (!listed.isEmpty()) {
      retireOldest(now);
    }
    longestNs = 0;
  }

  /// Forgets what nobody can be waiting for any more.
  void expire(Instant now) {
    while (!retired.isEmpty()
        && (!now.isBefore(retired.element().until())
            || heldBytes - listedBytes > memoryBytes / 2)) {
      forget(retired.remove().segment());
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void forget(Segment segment) {
    files.remove(segment.file());
    heldBytes -= segment.size();
    Segment next = retired.isEmpty() ? listed.peek() : retired.element().segment();
    if (next == null || next.init().number() != segment.init().number()) {
      files.remove(segment.init().file());
    }
  }

  /// The listed segments, oldest first.
  List<Segment> listed() {
    return List.copyOf(listed);
  }

  /// A segment or initialisation segment that can be fetched. From any thread.
  Optional<HlsFile> file(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /// Memory in use by segments. From any thread.
  long heldBytes() {
    return heldBytes;
  }
}
