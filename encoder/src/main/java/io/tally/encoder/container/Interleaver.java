// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;

/// In which order do the packets of several tracks go into one file?
///
/// By dts: a packet goes out once every other track has a later one waiting, or has been silent for
/// two seconds (a track that died must not stop the rest). Threads: one.
public final class Interleaver {
  private static final long PATIENCE_NS = 2_000_000_000L;

  /// Who gets the packets in order?
  public interface Out {
    /// Takes the next.
    void take(EncodedPacket packet) throws IOException;
  }

  private final Map<Track, ArrayDeque<EncodedPacket>> waiting = new EnumMap<>(Track.class);
  private final Out out;
  private long newestNs = Long.MIN_VALUE;

  /// @param tracks those that are waited for
  public Interleaver(Iterable<Track> tracks, Out out) {
    this.out = out;
    for (Track track : tracks) {
      waiting.put(track, new ArrayDeque<>());
    }
  }

  /// Takes the next packet of its track, and hands on all whose turn has come.
  ///
  /// @throws IOException the receiver's own
  public void add(EncodedPacket packet) throws IOException {
    waiting.computeIfAbsent(packet.track(), track -> new ArrayDeque<>()).add(packet);
    newestNs = Math.max(newestNs, packet.dtsNs());
    while (isComplete()) {
      out.take(removeEarliest());
    }
  }

  /// Hands on all that waits.
  ///
  /// @throws IOException the receiver's own
  public void flush() throws IOException {
    while (waiting.values().stream().anyMatch(queue -> !queue.isEmpty())) {
      out.take(removeEarliest());
    }
  }

  private boolean isComplete() {
    boolean all = true;
    long earliestNs = Long.MAX_VALUE;
    for (ArrayDeque<EncodedPacket> queue : waiting.values()) {
      if (queue.isEmpty()) {
        all = false;
      } else {
        earliestNs = Math.min(earliestNs, queue.peek().dtsNs());
      }
    }
    return all || (earliestNs != Long.MAX_VALUE && newestNs - earliestNs > PATIENCE_NS);
  }

  private EncodedPacket removeEarliest() {
    ArrayDeque<EncodedPacket> earliest = new ArrayDeque<>();
    long earliestNs = Long.MAX_VALUE;
    for (ArrayDeque<EncodedPacket> queue : waiting.values()) {
      if (!queue.isEmpty() && queue.element().dtsNs() < earliestNs) {
        earliest = queue;
        earliestNs = queue.element().dtsNs();
      }
    }
    return earliest.remove();
  }
}
