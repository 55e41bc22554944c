// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.receive;

import io.tally.protocol.srt.packet.AckBody;
import io.tally.protocol.srt.packet.ControlType;
import io.tally.protocol.srt.packet.Outgoing;
import io.tally.protocol.srt.packet.Sequence;
import io.tally.protocol.srt.time.RoundTrip;

/// When is the sender told what has arrived (ACK, draft-sharabayko-srt section 4.8.1)?
///
/// Every 10 ms while there is something new, and in short form every 64 packets in between.
/// Threads: one at a time.
final class Acknowledgements {
  private static final long INTERVAL_US = 10_000;
  private static final int LIGHT_EVERY = 64;
  private static final int JOURNAL = 1024;

  /// A peer that hears of less room would stop for good (libsrt's floor).
  private static final int MIN_ROOM = 2;

  private final ReceiveBuffer buffer;
  private final Outgoing outgoing;
  private final RoundTrip roundTrip;
  private final ArrivalRate rate;
  private final long[] sentUs = new long[JOURNAL];
  private final int[] sequences = new int[JOURNAL];
  private final int[] numbers = new int[JOURNAL];

  private int number;
  private int lastSequence;
  private int confirmed;
  private long lastUs;
  private int packets;
  private int lights = 1;
  private long sent;

  Acknowledgements(
      ReceiveBuffer buffer, Outgoing outgoing, RoundTrip roundTrip, ArrivalRate rate, long nowUs) {
    this.buffer = buffer;
    this.outgoing = outgoing;
    this.roundTrip = roundTrip;
    this.rate = rate;
    lastSequence = buffer.first();
    confirmed = buffer.first();
    lastUs = nowUs;
  }

  long sent() {
    return sent;
  }

  /// A data packet came.
  void arrived(long nowUs) {
    if (++packets >= LIGHT_EVERY * lights && nowUs < nextUs()) {
      lights++;
      var out = outgoing.control(ControlType.ACK, 0, nowUs);
      AckBody.light(buffer.firstMissing()).write(out);
      outgoing.send(out, nowUs);
      sent++;
    }
  }

  long nextUs() {
    var sequence = buffer.firstMissing();
    if (sequence == confirmed) {
      return Long.MAX_VALUE;
    }
    return lastUs
        + (sequence == lastSequence ? Math.max(roundTrip.patienceUs(), INTERVAL_US) : INTERVAL_US);
  }

  void tick(long nowUs) {
    if (nowUs < nextUs()) {
      return;
    }
    number = number == Sequence.MAX ? 1 : number + 1;
    lastSequence = buffer.firstMissing();
    lastUs = nowUs;
    packets = 0;
    lights = 1;
    var slot = number % JOURNAL;
    numbers[slot] = number;
    sequences[slot] = lastSequence;
    sentUs[slot] = nowUs;
    var out = outgoing.control(ControlType.ACK, number, nowUs);
    new AckBody(
            AckBody.Form.FULL,
            lastSequence,
            roundTrip.us(),
            roundTrip.varianceUs(),
            Math.max(MIN_ROOM, buffer.room()),
            rate.packetsPerS(),
            rate.capacityPacketsPerS(),
            rate.bytesPerS())
        .write(out);
    outgoing.send(out, nowUs);
    sent++;
  }

  /// Takes the answer to an acknowledgement.
  ///
  /// @return the round trip that it measured, µs, or -1 when it answers nothing that is remembered
  long answered(int answeredNumber, long nowUs) {
    var slot = (answeredNumber & Sequence.MAX) % JOURNAL;
    if (numbers[slot] != answeredNumber || answeredNumber == 0) {
      return -1;
    }
    numbers[slot] = 0;
    if (Sequence.isBefore(confirmed, sequences[slot])) {
      confirmed = sequences[slot];
    }
    return nowUs - sentUs[slot];
  }
}
