// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.outbox;

import io.tally.encoder.packet.EncodedPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Which waiting pictures are dropped when the line is too slow?
///
/// First those that no other refers to; then all up to the newest keyframe that waits, or up to the
/// next that comes. So a decoder never gets a picture whose reference is missing. Not thread-safe:
/// the outbox guards it.
final class VideoQueue {
  private final OutboxLimits limits;
  private final ArrayDeque<EncodedPacket> waiting = new ArrayDeque<>();
  private long bytes;
  private long droppedUnreferenced;
  private long droppedToKeyframe;
  private boolean awaitingKeyframe;

  VideoQueue(OutboxLimits limits) {
    this.limits = limits;
  }

  void add(EncodedPacket packet) {
    if (awaitingKeyframe && !packet.keyframe()) {
      droppedToKeyframe++;
      return;
    }
    awaitingKeyframe = false;
    waiting.addLast(packet);
    bytes += packet.size();
    if (spanNs() > limits.disposableNs()) {
      dropDisposable();
    }
    if (isOver()) {
      dropToKeyframe();
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

  long droppedUnreferenced() {
    return droppedUnreferenced;
  }

  long droppedToKeyframe() {
    return droppedToKeyframe;
  }

  long spanNs() {
    return waiting.isEmpty() ? 0 : waiting.getLast().dtsNs() - waiting.getFirst().dtsNs();
  }

  private boolean isOver() {
    return spanNs() > limits.videoNs() || bytes > limits.videoBytes();
  }

  private void dropDisposable() {
    for (var packets = waiting.iterator(); packets.hasNext(); ) {
      var packet = packets.next();
      if (packet.disposable()) {
        packets.remove();
        bytes -= packet.size();
        droppedUnreferenced++;
      }
    }
  }

  private void dropToKeyframe() {
    var all = new ArrayList<>(waiting);
    var newest = all.size() - 1;
    while (newest >= 0 && !all.get(newest).keyframe()) {
      newest--;
    }
    for (var i = 0; i < newest; i++) {
      count(waiting.removeFirst());
    }
    if (newest < 0 || isOver()) {
      var keyframe = newest < 0 ? null : waiting.removeFirst();
      waiting.forEach(this::count);
      waiting.clear();
      if (keyframe != null) {
        waiting.add(keyframe);
      }
      awaitingKeyframe = true;
    }
  }

  private void count(EncodedPacket packet) {
    bytes -= packet.size();
    droppedToKeyframe++;
  }
}
