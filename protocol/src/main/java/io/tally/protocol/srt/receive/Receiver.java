// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.receive;

import io.netty.buffer.ByteBuf;
import io.tally.protocol.srt.crypto.ReceiveKeys;
import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.DropRange;
import io.tally.protocol.srt.packet.Outgoing;
import io.tally.protocol.srt.packet.PayloadPool;
import io.tally.protocol.srt.packet.Sequence;
import io.tally.protocol.srt.time.PlayClock;
import io.tally.protocol.srt.time.RoundTrip;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What is done with a data packet that arrives (draft-sharabayko-srt sections 4.5, 4.6 and 4.8)?
///
/// It waits in order until its play time; what is missing is asked for until the packet after it is
/// to be played. Threads: one at a time; [Payloads] is called from [#tick].
public final class Receiver {
  private static final int HEADERS = Outgoing.HEADERS_BELOW + DataHeader.BYTES;

  private final ReceiveSettings settings;
  private final RoundTrip roundTrip;
  private final PlayClock clock;
  private final @Nullable ReceiveKeys keys;
  private final Payloads payloads;
  private final PayloadPool pool;
  private final ReceiveBuffer buffer;
  private final ArrivalRate rate;
  private final LossReports losses;
  private final Acknowledgements acks;
  private final ReceiveCounters counters = new ReceiveCounters();
  private byte[] clear;
  private int beyond;

  /// @param keys to decrypt with, or null for none
  public Receiver(
      ReceiveSettings settings,
      Outgoing outgoing,
      RoundTrip roundTrip,
      PlayClock clock,
      @Nullable ReceiveKeys keys,
      Payloads payloads,
      long nowUs) {
    this.settings = settings;
    this.roundTrip = roundTrip;
    this.clock = clock;
    this.keys = keys;
    this.payloads = payloads;
    pool = new PayloadPool(settings.payloadBytes(), Math.min(settings.bufferPackets(), 1024));
    clear = pool.take();
    beyond = settings.initialSequence();
    buffer = new ReceiveBuffer(settings.bufferPackets(), settings.initialSequence(), pool);
    rate = new ArrivalRate(settings.payloadBytes() + HEADERS, nowUs);
    losses = new LossReports(buffer, outgoing, roundTrip, settings);
    acks = new Acknowledgements(buffer, outgoing, roundTrip, rate, nowUs);
  }

  /// Takes a data packet.
  ///
  /// @param payload borrowed; what is readable is copied
  public void data(DataHeader header, ByteBuf payload, long nowUs) {
    var sequence = header.sequence();
    var length = payload.readableBytes();
    counters.arrived(length + HEADERS, header.retransmitted());
    rate.arrived(sequence, length + HEADERS, header.retransmitted(), nowUs);
    var peerTimeUs = clock.peerTimeUs(header.timestampUs());
    if (Sequence.isBefore(sequence, buffer.first())
        || (Sequence.isBefore(sequence, buffer.end()) && buffer.has(sequence))) {
      counters.belated++;
      acks.arrived(nowUs);
      return;
    }
    if (!buffer.fits(sequence) && isBackAfterLong(sequence)) {
      counters.dropped += buffer.passOverTo(sequence);
    }
    if (!buffer.fits(sequence) || length > settings.payloadBytes()) {
      counters.overflown++;
      return;
    }
    var array = pool.take();
    payload.readBytes(array, 0, length);
    var opened = length;
    if (header.key() != DataHeader.CLEAR) {
      opened = open(array, length, header);
      if (opened >= 0) {
        array = swapped(array);
      } else if (!mayOpenLater()) {
        counters.undecrypted++;
        pool.give(array);
        return;
      }
    }
    var end = buffer.end();
    var behind = header.retransmitted() ? 0 : Math.max(0, Sequence.distance(sequence, end) - 1);
    counters.unique(behind);
    buffer.put(
        sequence,
        array,
        opened < 0 ? length : opened,
        opened < 0 ? header.key() : DataHeader.CLEAR,
        peerTimeUs);
    if (Sequence.isBefore(end, sequence)) {
      counters.lost += Sequence.distance(end, sequence);
      losses.gap(end, Sequence.plus(sequence, -1), nowUs);
    }
    losses.arrived(behind, nowUs);
    acks.arrived(nowUs);
  }

  /// Whether the line was gone for longer than there is room for, so that the peer has given up
  /// what is missing and nothing would ever fit again. One number alone may be a damaged one.
  private boolean isBackAfterLong(int sequence) {
    var goesOn = sequence == Sequence.next(beyond);
    beyond = sequence;
    return goesOn
        && settings.dropsTooLate()
        && buffer.packets() == 0
        && Sequence.isBefore(buffer.end(), sequence);
  }

  /// Decrypts into [#clear].
  private int open(byte[] array, int length, DataHeader header) {
    return keys == null ? -1 : keys.open(array, length, clear, header);
  }

  /// Gives what was decrypted, for what it was made of.
  private byte[] swapped(byte[] array) {
    var opened = clear;
    clear = array;
    return opened;
  }

  /// In counter mode a key that comes late can still open what waits.
  private boolean mayOpenLater() {
    return keys != null && keys.opensLate();
  }

  /// Takes the sender's word that packets will never come.
  public void dropped(DropRange range) {
    if (Sequence.distance(range.first(), range.last()) <= settings.bufferPackets()) {
      buffer.giveUp(range.first(), range.last());
    }
  }

  /// Takes the answer to an acknowledgement.
  public void answered(int number, int timestampUs, long nowUs) {
    var sampleUs = acks.answered(number, nowUs);
    if (sampleUs >= 0) {
      roundTrip.measured(sampleUs);
      clock.sample(timestampUs, nowUs, sampleUs, roundTrip.firstUs());
    }
  }

  /// Gives what is to be played, asks for what is missing and tells what has arrived.
  public void tick(long nowUs) {
    play(nowUs);
    losses.tick(nowUs);
    acks.tick(nowUs);
  }

  /// Gives what is to be played, and does nothing else.
  public void play(long nowUs) {
    for (var at = buffer.oldest(); at >= 0; at = buffer.oldest()) {
      var blocked = at != buffer.first() && !settings.dropsTooLate() && missingBefore(at);
      if (blocked || nowUs < clock.playUs(buffer.peerTimeUs(at))) {
        return;
      }
      counters.dropped += buffer.releaseBefore(at);
      deliver(at);
      buffer.releaseBefore(Sequence.next(at));
    }
  }

  private boolean missingBefore(int at) {
    return Sequence.isBefore(buffer.firstMissing(), at);
  }

  private void deliver(int sequence) {
    var payload = buffer.payload(sequence);
    var length = buffer.length(sequence);
    var key = buffer.key(sequence);
    if (key != DataHeader.CLEAR) {
      var header = new DataHeader(sequence, DataHeader.SOLO, false, key, false, 0, 0, 0);
      if (open(payload, length, header) < 0) {
        counters.undecrypted++;
        return;
      }
      payload = clear;
    }
    counters.delivered(length);
    payloads.payload(ByteBuffer.wrap(payload, 0, length), buffer.peerTimeUs(sequence));
  }

  /// When the next payload is to be played; [Long#MAX_VALUE] when none has come.
  public long nextPlayUs() {
    var oldest = buffer.oldest();
    if (oldest < 0
        || (oldest != buffer.first() && !settings.dropsTooLate() && missingBefore(oldest))) {
      return Long.MAX_VALUE;
    }
    return clock.playUs(buffer.peerTimeUs(oldest));
  }

  /// When [#tick] has something to do, unless something arrives before; [Long#MAX_VALUE] for never.
  public long nextUs() {
    return Math.min(nextPlayUs(), Math.min(losses.nextUs(), acks.nextUs()));
  }

  /// The figures of this moment.
  public ReceiveFigures figures() {
    return counters.figures(buffer, rate, acks.sent(), losses.sent(), clock.driftUs());
  }
}
