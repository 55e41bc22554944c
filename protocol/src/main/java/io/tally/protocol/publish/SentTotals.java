// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import io.tally.protocol.LineFigures;
import io.tally.protocol.line.Line;
import java.util.ArrayList;
import java.util.List;

/// What was sent over all connections of a publisher?
///
/// Threads: any. A line is in exactly one of the two: open, or counted.
final class SentTotals {
  private final List<Line> open = new ArrayList<>();
  private long bytes;
  private long packets;
  private int connections;

  /// A line begins to carry packets.
  synchronized void begin(Line line) {
    open.add(line);
    connections++;
  }

  /// A line is gone, and its counts are final.
  ///
  /// @return packets that it took and did not send
  synchronized long end(Line line) {
    if (!open.remove(line)) {
      return 0;
    }
    bytes += line.sentBytes();
    var sent = line.sentPackets();
    packets += sent;
    return line.takenPackets() - sent;
  }

  synchronized long bytes() {
    return bytes + open.stream().mapToLong(Line::sentBytes).sum();
  }

  synchronized long packets() {
    return packets + open.stream().mapToLong(Line::sentPackets).sum();
  }

  /// Lines after the first.
  synchronized int reconnects() {
    return Math.max(0, connections - 1);
  }

  /// Of the newest line.
  synchronized LineFigures figures() {
    return open.isEmpty() ? LineFigures.NONE : open.getLast().figures();
  }
}
