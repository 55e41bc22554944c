// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import io.tally.protocol.srt.packet.Sequence;

/// What has arrived behind a packet that is missing, so that it is not acknowledged
/// (draft-sharabayko-srt section 4.8.2)?
///
/// What lies between two runs of one loss report is not missing. Only what is measured of the line
/// rests on that: a packet is kept, and sent again where a report names it, until it is
/// acknowledged. Threads: one at a time.
final class ArrivedAhead {
  private final SendBuffer buffer;
  private boolean within;
  private int end;

  ArrivedAhead(SendBuffer buffer) {
    this.buffer = buffer;
  }

  /// Another report begins.
  void report() {
    within = false;
  }

  /// Takes the next run of the report, of packets that are in flight.
  void missing(int first, int last) {
    for (var at = end; within && Sequence.isBefore(at, first); at = Sequence.next(at)) {
      buffer.arrived(at, true);
    }
    end = Sequence.next(last);
    within = true;
    for (var at = first; at != end; at = Sequence.next(at)) {
      buffer.arrived(at, false);
    }
  }
}
