// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.outbox;

import io.tally.encoder.packet.EncodedPacket;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Which waiting sound is dropped when the line is too slow? The oldest, and late: sound is small,
/// and its gaps are heard. Not thread-safe: the outbox guards it.
final class AudioQueue {
  private final OutboxLimits limits;
  private final ArrayDeque<EncodedPacket> waiting = new ArrayDeque<>();
  private long bytes;
  private long dropped;

  AudioQueue(OutboxLimits limits) {
    this.limits = limits;
  }

  /// @param counts whether what falls out counts as dropped
  void add(EncodedPacket packet, boolean counts) {
    waiting.addLast(packet);
    bytes += packet.size();
    while (spanNs() > limits.audioNs()) {
      remove();
      dropped += counts ? 1 : 0;
    }
  }

  /// Forgets what is decoded before a time; not counted.
  void forgetBefore(long dtsNs) {
    while (!waiting.isEmpty() && waiting.getFirst().dtsNs() < dtsNs) {
      remove();
    }
  }

  @Nullable EncodedPacket peek() {
    return waiting.peekFirst();
  }

  void remove() {
    bytes -= waiting.removeFirst().size();
  }

  int size() {
    return waiting.size();
  }

  long bytes() {
    return bytes;
  }

  long dropped() {
    return dropped;
  }

  long spanNs() {
    return waiting.isEmpty() ? 0 : waiting.getLast().dtsNs() - waiting.getFirst().dtsNs();
  }
}
