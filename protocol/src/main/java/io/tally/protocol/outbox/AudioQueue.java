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

  AudioQueue(OutboxLimits limits) {
    this.limits = limits;
  }

  /// Takes a packet, for which older ones may fall out.
  ///
  /// @return how many fell out for it
  int add(EncodedPacket packet) {
    waiting.addLast(packet);
    bytes += packet.size();
    var fallen = 0;
    while (!waiting.isEmpty() && (spanNs() > limits.audioNs() || bytes > limits.audioBytes())) {
      remove();
      fallen++;
    }
    return fallen;
  }

  /// Forgets what is decoded before a time.
  ///
  /// @return how many that were
  int forgetBefore(long dtsNs) {
    var forgotten = 0;
    while (!waiting.isEmpty() && waiting.getFirst().dtsNs() < dtsNs) {
      remove();
      forgotten++;
    }
    return forgotten;
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

  long spanNs() {
    return waiting.isEmpty() ? 0 : waiting.getLast().dtsNs() - waiting.getFirst().dtsNs();
  }
}
