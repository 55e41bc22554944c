// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import io.tally.protocol.srt.crypto.SendKeys;
import io.tally.protocol.srt.pace.SendPace;
import io.tally.protocol.srt.packet.AckBody;
import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.Outgoing;
import io.tally.protocol.srt.packet.PayloadPool;
import io.tally.protocol.srt.packet.Sequence;
import io.tally.protocol.srt.time.RoundTrip;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Which packet leaves next (draft-sharabayko-srt sections 4.6 and 4.8)?
///
/// What the peer misses goes before what is new; both keep the pace and the peer's window. Threads:
/// one at a time. Loss: what is too old, or finds no room, is given up and counted.
public final class Sender {
  static final long CLOCK_STEP_US = 10_000;

  /// After so long at least a peer is thought to repeat a loss report: ours does sooner, libsrt's
  /// then or later.
  private static final long MIN_REPORT_US = 20_000;

  /// How unpunctual the timers of both sides are.
  private static final long MARGIN_US = 4_000;

  private static final int HEADERS = Outgoing.HEADERS_BELOW + DataHeader.BYTES;
  private static final int PROBE_EVERY = 16;

  private final SendSettings settings;
  private final Outgoing outgoing;
  private final RoundTrip roundTrip;
  private final @Nullable SendKeys keys;
  private final SendPace pace;
  private final PayloadPool pool;
  private final SendBuffer buffer;
  private final ArrivedAhead ahead;
  private final GivenUp givenUp;
  private final Reminder reminder;
  private final ExtraCopies copies = new ExtraCopies();
  private final SendCounters counters = new SendCounters();

  private int window;
  private long newestOriginUs = Long.MIN_VALUE;
  private int capacityPacketsPerS;
  private int peerBytesPerS;
  private long acknowledgedUs;

  /// @param keys to encrypt with, or null for none
  public Sender(
      SendSettings settings,
      Outgoing outgoing,
      RoundTrip roundTrip,
      @Nullable SendKeys keys,
      long nowUs) {
    this.settings = settings;
    this.outgoing = outgoing;
    this.roundTrip = roundTrip;
    this.keys = keys;
    pace = new SendPace(settings.bandwidth(), settings.expectedPayloadBytes(), HEADERS);
    var slotBytes = settings.payloadBytes() + (keys == null ? 0 : keys.tagBytes());
    pool = new PayloadPool(slotBytes, Math.min(settings.bufferPackets(), 1024));
    buffer =
        new SendBuffer(
            settings.bufferPackets(), settings.initialSequence(), settings.firstMessage(), pool);
    ahead = new ArrivedAhead(buffer);
    window = settings.flowWindow();
    givenUp = new GivenUp(outgoing, settings.initialSequence());
    reminder = new Reminder(roundTrip, settings.peerReportsLoss(), nowUs);
    acknowledgedUs = nowUs;
  }

  /// Takes a payload to send.
  ///
  /// @param payload borrowed; what remains is copied
  /// @param originUs when it came to be, which the peer's play time follows; later than now or
  ///   earlier than the one before is moved to that
  /// @return whether there was room; if not, it is counted as dropped
  public boolean offer(ByteBuffer payload, long originUs, long nowUs) {
    dropTooLate(nowUs);
    var length = payload.remaining();
    pace.offered(length, nowUs);
    if (!buffer.hasRoom() || length > settings.payloadBytes()) {
      counters.dropped(length);
      return false;
    }
    newestOriginUs = Math.max(newestOriginUs, Math.min(originUs, nowUs));
    buffer.add(payload, newestOriginUs);
    return true;
  }

  /// Sends what may leave now.
  public void tick(long nowUs) {
    dropTooLate(nowUs);
    remindPeer(nowUs);
    while (nowUs >= pace.nextUs(waiting())) {
      if (buffer.hasLost()) {
        resend(buffer.takeLost(), nowUs);
        continue;
      }
      var copy = copies.next(buffer.first(), nowUs);
      if (copy >= 0) {
        sendAgain(copy, nowUs);
      } else if (maySendFresh()) {
        sendFresh(nowUs);
      } else {
        return;
      }
    }
  }

  /// When [#tick] has something to do, unless something happens before; [Long#MAX_VALUE] for never.
  public long nextUs(long nowUs) {
    var paceUs = Math.max(pace.nextUs(waiting()), nowUs);
    var dueUs = buffer.hasLost() || maySendFresh() ? paceUs : Math.max(copies.nextUs(), paceUs);
    if (buffer.inFlight() > 0 && !buffer.hasLost()) {
      dueUs = Math.min(dueUs, reminder.dueUs());
    }
    if (settings.tooLateUs() >= 0 && buffer.packets() > 0) {
      dueUs = Math.min(dueUs, buffer.originUs(buffer.first()) + settings.tooLateUs() + 1);
    }
    return dueUs;
  }

  private int waiting() {
    return Sequence.distance(buffer.fresh(), buffer.next()) + buffer.lostCount();
  }

  private boolean maySendFresh() {
    return buffer.fresh() != buffer.next() && buffer.inFlight() < window;
  }

  private void resend(int sequence, long nowUs) {
    var times = buffer.resent(sequence, nowUs);
    pace.repeated(times > 1, roundTrip.us(), nowUs);
    sendAgain(sequence, nowUs);
    var leftUs = buffer.originUs(sequence) + settings.latencyUs() - nowUs;
    var nextReportUs = Math.max(MIN_REPORT_US, roundTrip.patienceUs() / 4) + CLOCK_STEP_US;
    if (times > 1 && leftUs < roundTrip.us() + nextReportUs) {
      copies.add(sequence, leftUs, nowUs);
    }
  }

  private void sendAgain(int sequence, long nowUs) {
    pace.sent(buffer.length(sequence), false, waiting() + 1, nowUs);
    emit(sequence, true, nowUs);
  }

  private void sendFresh(long nowUs) {
    var sequence = buffer.fresh();
    if (keys != null) {
      var key = keys.flag();
      var sealed = pool.take();
      var header = header(sequence, key, false);
      var settled = buffer.inFlight() == 0 || buffer.key(buffer.first()) == key;
      var length =
          keys.seal(buffer.payload(sequence), buffer.length(sequence), sealed, header, settled);
      buffer.seal(key, sealed, length);
    }
    buffer.sent();
    emit(sequence, false, nowUs);
    reminder.sentFresh(nowUs);
    pace.sent(buffer.length(sequence), sequence % PROBE_EVERY == 0, waiting() + 1, nowUs);
  }

  private DataHeader header(int sequence, int key, boolean again) {
    return new DataHeader(
        sequence,
        DataHeader.SOLO,
        false,
        key,
        again,
        buffer.message(sequence),
        outgoing.timestamp(buffer.originUs(sequence)),
        outgoing.destination());
  }

  private void emit(int sequence, boolean again, long nowUs) {
    var length = buffer.length(sequence);
    var out = outgoing.buffer(DataHeader.BYTES + length);
    header(sequence, buffer.key(sequence), again).write(out);
    out.writeBytes(buffer.payload(sequence), 0, length);
    outgoing.send(out, nowUs);
    counters.sent(length + HEADERS, again);
  }

  /// Without news for long, what is in flight is sent again: all of it to a peer that reports a
  /// loss only once, else the newest packet, by which the peer sees what it misses at the stream's
  /// end.
  private void remindPeer(long nowUs) {
    if (buffer.inFlight() == 0 || buffer.hasLost() || nowUs < reminder.dueUs()) {
      return;
    }
    reminder.reminded();
    if (settings.peerReportsLoss()) {
      markLost(Sequence.plus(buffer.fresh(), -1), nowUs);
      return;
    }
    for (var at = buffer.first(); at != buffer.fresh(); at = Sequence.next(at)) {
      markLost(at, nowUs);
    }
  }

  /// Unless it was sent again lately: until a repetition had time to arrive, and a report to come
  /// back, reports of the loss are old news. libsrt waits RTT - 4 var; with a jittery line that is
  /// less than the time between two reports.
  private void markLost(int sequence, long nowUs) {
    var marginUs = Math.max(MARGIN_US, roundTrip.varianceUs());
    if (buffer.resentUs(sequence) <= nowUs - roundTrip.us() - marginUs) {
      buffer.markLost(sequence);
    }
  }

  private void dropTooLate(long nowUs) {
    if (settings.tooLateUs() < 0) {
      return;
    }
    var to = buffer.first();
    while (to != buffer.next() && nowUs - buffer.originUs(to) > settings.tooLateUs()) {
      if (buffer.hasArrived(to)) {
        counters.delivered++;
      } else {
        counters.dropped(buffer.length(to));
      }
      to = Sequence.next(to);
    }
    if (to != buffer.first()) {
      buffer.releaseBefore(to);
      givenUp.before(to);
      reminder.gaveUp(nowUs);
    }
  }

  /// Takes an acknowledgement.
  public void acknowledged(AckBody ack, long nowUs) {
    counters.acks++;
    var light = ack.form() == AckBody.Form.LIGHT;
    var count = Sequence.distance(buffer.first(), ack.sequence());
    if (count > buffer.inFlight()) {
      // What was not sent cannot have arrived.
      return;
    }
    acknowledgedUs = nowUs;
    if (!light && count >= 0) {
      roundTrip.told(ack.roundTripUs(), ack.roundTripVarianceUs());
      window = Math.clamp(ack.freePackets(), 2, settings.flowWindow());
      capacityPacketsPerS = ack.capacityPacketsPerS();
      peerBytesPerS = ack.bytesPerS();
    }
    if (count > 0) {
      if (light) {
        window = Math.max(2, window - count);
      }
      buffer.releaseBefore(ack.sequence());
      reminder.answered(nowUs);
      counters.delivered += count;
      givenUp.forget(buffer.first());
    }
  }

  /// Counts a loss report, whose runs go to [#lost].
  public void lossReported() {
    counters.naks++;
    ahead.report();
  }

  /// Takes a run of lost packets.
  public void lost(int first, int last, long nowUs) {
    if (!Sequence.isBefore(last, buffer.fresh())) {
      // What was not sent cannot be lost.
      return;
    }
    givenUp.asked(first, last, nowUs);
    if (Sequence.isBefore(last, buffer.first())) {
      return;
    }
    // By the distance: half the circle away is neither before nor after.
    var from = Sequence.distance(buffer.first(), first) < 0 ? buffer.first() : first;
    ahead.missing(from, last);
    for (var at = from; !Sequence.isBefore(last, at); at = Sequence.next(at)) {
      counters.lost++;
      markLost(at, nowUs);
    }
  }

  /// Tells how much waits to be acknowledged.
  public void tell(Backlog backlog, long nowUs) {
    var toCome = buffer.packetsToCome();
    var delivered = counters.delivered + buffer.packets() - toCome;
    backlog.is(nowUs, buffer.ageUs(nowUs), buffer.packets(), toCome, delivered);
  }

  /// The figures of this moment.
  public SendFigures figures() {
    return counters.figures(
        buffer, window, pace, capacityPacketsPerS, peerBytesPerS, acknowledgedUs);
  }
}
