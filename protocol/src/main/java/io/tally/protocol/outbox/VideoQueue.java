// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.outbox;

import io.tally.encoder.packet.EncodedPacket;
import java.util.ArrayDeque;
import java.util.Iterator;
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
  private long cutPtsNs = Long.MIN_VALUE;

  VideoQueue(OutboxLimits limits) {
    this.limits = limits;
  }

  /// Begins anew at a keyframe, before which nothing was sent on this connection.
  void begin(EncodedPacket keyframe) {
    awaitingKeyframe = true;
    add(keyframe);
  }

  void add(EncodedPacket packet) {
    if (packet.keyframe()) {
      // Pictures that are decoded after a keyframe but shown before it may refer to what lies
      // before it (an open GOP): after a cut they cannot be decoded.
      cutPtsNs = awaitingKeyframe ? packet.ptsNs() : Long.MIN_VALUE;
      awaitingKeyframe = false;
    } else if (awaitingKeyframe || packet.ptsNs() < cutPtsNs) {
      droppedToKeyframe++;
      return;
    }
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

  /// Forgets all; not counted.
  void clear() {
    waiting.clear();
    bytes = 0;
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
    for (Iterator<EncodedPacket> packets = waiting.iterator(); packets.hasNext(); ) {
      var packet = packets.next();
      if (packet.disposable()) {
        packets.remove();
        bytes -= packet.size();
        droppedUnreferenced++;
      }
    }
  }

  /// Cuts at the newest keyframe; when that is the oldest picture, or not enough, keeps it alone
  /// and goes on at the next.
  @SuppressWarnings("ReferenceEquality") // that very packet, not one that is equal
  private void dropToKeyframe() {
    var keyframe = newestKeyframe();
    if (keyframe != null && keyframe != waiting.peekFirst()) {
      while (waiting.peekFirst() != keyframe) {
        drop(waiting.removeFirst());
      }
      dropLeading(keyframe);
    }
    if (isOver()) {
      while (!waiting.isEmpty() && waiting.peekLast() != keyframe) {
        drop(waiting.removeLast());
      }
      awaitingKeyframe = true;
    }
    if (isOver() && !waiting.isEmpty()) { // by one keyframe alone
      drop(waiting.removeLast());
    }
  }

  private @Nullable EncodedPacket newestKeyframe() {
    for (Iterator<EncodedPacket> packets = waiting.descendingIterator(); packets.hasNext(); ) {
      var packet = packets.next();
      if (packet.keyframe()) {
        return packet;
      }
    }
    return null;
  }

  private void dropLeading(EncodedPacket keyframe) {
    cutPtsNs = keyframe.ptsNs();
    for (Iterator<EncodedPacket> packets = waiting.iterator(); packets.hasNext(); ) {
      var packet = packets.next();
      if (packet.ptsNs() < cutPtsNs) {
        packets.remove();
        drop(packet);
      }
    }
  }

  private void drop(EncodedPacket packet) {
    bytes -= packet.size();
    droppedToKeyframe++;
  }
}
