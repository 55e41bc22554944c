// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.receive;

import io.netty.buffer.ByteBuf;
import io.tally.protocol.srt.packet.ControlType;
import io.tally.protocol.srt.packet.LossList;
import io.tally.protocol.srt.packet.Outgoing;
import io.tally.protocol.srt.packet.Sequence;
import io.tally.protocol.srt.time.RoundTrip;
import java.util.ArrayDeque;

/// When is the sender told what is missing (NAK, draft-sharabayko-srt section 4.8.2)?
///
/// At once, or after as many further packets as the line is known to reorder; then all that is
/// missing again and again. Threads: one at a time.
final class LossReports {
  private static final long MIN_INTERVAL_US = 10_000;
  private static final int CALM_PACKETS = 50;

  /// A gap that may only be a reordering.
  ///
  /// @param packetsUntilTold counted from the connection's start
  private record Gap(int first, int last, long packetsUntilTold) {}

  private final ReceiveBuffer buffer;
  private final Outgoing outgoing;
  private final RoundTrip roundTrip;
  private final boolean repeats;
  private final int maxTolerance;
  private final ArrayDeque<Gap> gaps = new ArrayDeque<>();

  private int tolerance;
  private int calm;
  private long packets;
  private long reportedUs;
  private long sent;

  LossReports(
      ReceiveBuffer buffer, Outgoing outgoing, RoundTrip roundTrip, ReceiveSettings settings) {
    this.buffer = buffer;
    this.outgoing = outgoing;
    this.roundTrip = roundTrip;
    repeats = settings.reportsLoss();
    maxTolerance = settings.reorderTolerance();
    tolerance = maxTolerance;
  }

  long sent() {
    return sent;
  }

  /// A packet came after a gap.
  void gap(int first, int last, long nowUs) {
    if (tolerance > 0) {
      gaps.add(new Gap(first, last, packets + tolerance));
    } else {
      report(first, last, nowUs);
      if (repeats && !hasOlderMissing(first)) {
        reportedUs = nowUs;
      }
    }
  }

  private boolean hasOlderMissing(int first) {
    return buffer.firstMissing() != first;
  }

  /// A packet came that had not been sent before.
  ///
  /// @param behind by how many places it came too late, 0 when in order
  void arrived(int behind, long nowUs) {
    packets++;
    if (maxTolerance > 0) {
      adapt(behind);
      while (!gaps.isEmpty() && gaps.getFirst().packetsUntilTold() <= packets) {
        var gap = gaps.removeFirst();
        report(gap.first(), gap.last(), nowUs);
      }
    }
  }

  private void adapt(int behind) {
    if (behind > 0) {
      tolerance = Math.clamp(behind, tolerance, maxTolerance);
      calm = 0;
    } else if (++calm >= CALM_PACKETS) {
      calm = 0;
      tolerance = Math.max(0, tolerance - 1);
    }
  }

  long nextUs() {
    return repeats && buffer.hasMissing() ? reportedUs + intervalUs() : Long.MAX_VALUE;
  }

  /// A quarter of libsrt's: a repetition that got lost too is asked for once more without delay,
  /// though reports get lost as well. What a report tells too soon, the sender's own guard against
  /// sending twice passes over.
  private long intervalUs() {
    return Math.max(MIN_INTERVAL_US, roundTrip.patienceUs() / 8);
  }

  void tick(long nowUs) {
    if (nowUs >= nextUs()) {
      reportedUs = nowUs;
      var young = gaps.peekFirst();
      var until = young == null ? buffer.end() : young.first();
      if (Sequence.isBefore(buffer.firstMissing(), until)) {
        report(buffer.firstMissing(), Sequence.plus(until, -1), nowUs);
      }
    }
  }

  /// Sends one packet with what is missing from `first` to `last`; what does not fit waits for the
  /// next.
  private void report(int first, int last, long nowUs) {
    var begin = Sequence.isBefore(first, buffer.first()) ? buffer.first() : first;
    ByteBuf out = null;
    var at = begin;
    while (!Sequence.isBefore(last, at)) {
      if (!buffer.isMissing(at)) {
        at = Sequence.next(at);
        continue;
      }
      var from = at;
      var to = at;
      while (at != last && buffer.isMissing(Sequence.next(at))) {
        at = Sequence.next(at);
        to = at;
      }
      at = Sequence.next(at);
      if (out == null) {
        out = outgoing.largeControl(ControlType.NAK, 0, nowUs);
      }
      if (out.writerIndex() + 2 * Integer.BYTES > outgoing.maxBytes()
          || !LossList.write(out, from, to)) {
        break;
      }
    }
    if (out != null) {
      sent++;
      outgoing.send(out, nowUs);
    }
  }
}
