// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

import io.netty.buffer.ByteBuf;
import io.tally.protocol.srt.connect.Agreement;
import io.tally.protocol.srt.crypto.ConnectionKeys;
import io.tally.protocol.srt.handshake.Extension.Features;
import io.tally.protocol.srt.packet.AckBody;
import io.tally.protocol.srt.packet.ControlHeader;
import io.tally.protocol.srt.packet.ControlType;
import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.DropRange;
import io.tally.protocol.srt.packet.LossList;
import io.tally.protocol.srt.packet.MalformedPacketException;
import io.tally.protocol.srt.packet.Outgoing;
import io.tally.protocol.srt.packet.Outgoing.Datagrams;
import io.tally.protocol.srt.receive.Payloads;
import io.tally.protocol.srt.receive.ReceiveSettings;
import io.tally.protocol.srt.receive.Receiver;
import io.tally.protocol.srt.send.Backlog;
import io.tally.protocol.srt.send.SendSettings;
import io.tally.protocol.srt.send.Sender;
import io.tally.protocol.srt.time.PlayClock;
import io.tally.protocol.srt.time.RoundTrip;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What does one side of a connection do after the handshake (draft-sharabayko-srt section 4)?
///
/// A machine without clock and socket: it is given datagrams and the time, in µs of any steady
/// clock, and gives datagrams and payloads. Life: made of an [Agreement]; [#tick] at [#nextUs] and
/// after anything else; [#close]; after [#end] nothing is sent. Threads: one at a time. Memory:
/// bounded by the two buffers of [LinkSettings].
public final class SrtLink {
  private static final long KEEPALIVE_US = 1_000_000;
  private static final long MIN_TOO_LATE_US = 1_000_000;
  private static final long CLOCK_STEPS_US = 20_000;
  private static final int SILENT_ROUNDS = 16;

  private final Agreement agreement;
  private final LinkSettings settings;
  private final Outgoing outgoing;
  private final RoundTrip roundTrip = new RoundTrip();
  private final PlayClock clock;
  private final @Nullable ConnectionKeys keys;
  private final Sender sender;
  private final Receiver receiver;
  private final long startUs;

  private long heardUs;
  private long malformed;
  private boolean leaving;
  private @Nullable LinkEnd end;

  /// @param datagrams takes what is sent
  /// @param payloads takes what is received, in [#tick]
  /// @param startUs when our socket began, which our time stamps count from
  public SrtLink(
      LinkSettings settings,
      Agreement agreement,
      Datagrams datagrams,
      Payloads payloads,
      long startUs,
      long nowUs) {
    this.settings = settings;
    this.agreement = agreement;
    this.startUs = nowUs;
    keys = agreement.keys().orElse(null);
    outgoing = new Outgoing(datagrams, startUs, agreement.peerSocketId(), agreement.mtu(), nowUs);
    clock =
        new PlayClock(
            agreement.arrivedUs(),
            agreement.timestampUs(),
            agreement.receiveLatencyMs(),
            settings.tracesDrift());
    var room = outgoing.maxBytes() - DataHeader.BYTES;
    sender =
        new Sender(
            sendSettings(room - (keys == null ? 0 : keys.mode().tagBytes())),
            outgoing,
            roundTrip,
            keys == null ? null : keys.send(),
            nowUs);
    receiver =
        new Receiver(
            new ReceiveSettings(
                agreement.initialSequence(),
                settings.receivePackets(),
                room,
                settings.dropsTooLate(),
                settings.reportsLoss(),
                settings.reorderTolerance()),
            outgoing,
            roundTrip,
            clock,
            keys == null ? null : keys.receive(),
            payloads,
            nowUs);
    heardUs = nowUs;
  }

  private SendSettings sendSettings(int payloadBytes) {
    var peer = agreement.peer();
    var dropping = settings.sendDropDelayMs() >= 0 && peer.has(Features.TOO_LATE_DROP);
    var ageUs = (agreement.sendLatencyMs() + settings.sendDropDelayMs()) * 1_000L;
    return new SendSettings(
        agreement.initialSequence(),
        settings.firstMessage(),
        settings.sendPackets(),
        payloadBytes,
        settings.payloadBytes(),
        agreement.flowWindow(),
        agreement.sendLatencyMs() * 1_000L,
        dropping ? Math.max(ageUs, MIN_TOO_LATE_US) + CLOCK_STEPS_US : -1,
        peer.has(Features.NAK_REPORT),
        settings.bandwidth());
  }

  /// Takes a payload to send; [#tick] must follow.
  ///
  /// @param payload borrowed; what remains is copied
  /// @param originUs when it came to be, by our clock: its play time there follows it
  /// @return whether there was room; if not, it is counted as dropped
  public boolean offer(ByteBuffer payload, long originUs, long nowUs) {
    return end == null && !leaving && sender.offer(payload, originUs, nowUs);
  }

  /// Takes a datagram that came from the peer's address for our socket id; [#tick] must follow.
  ///
  /// @param datagram borrowed
  public void datagram(ByteBuf datagram, long nowUs) {
    if (end != null || leaving) {
      return;
    }
    try {
      if (datagram.readableBytes() >= DataHeader.BYTES && DataHeader.isData(datagram)) {
        receiver.data(DataHeader.read(datagram), datagram, nowUs);
      } else {
        control(ControlHeader.read(datagram), datagram, nowUs);
      }
      heardUs = nowUs;
    } catch (MalformedPacketException e) {
      malformed++;
    }
  }

  private void control(ControlHeader header, ByteBuf body, long nowUs)
      throws MalformedPacketException {
    switch (header.type()) {
      case ACK -> {
        var ack = AckBody.read(body);
        if (ack.form() != AckBody.Form.LIGHT) {
          // At once: the receiver measures the round trip by it.
          outgoing.sendAlone(ControlType.ACKACK, header.info(), nowUs);
        }
        sender.acknowledged(ack, nowUs);
      }
      case ACKACK -> receiver.answered(header.info(), header.timestampUs(), nowUs);
      case NAK -> {
        sender.lossReported();
        LossList.read(body, (first, last) -> sender.lost(first, last, nowUs));
      }
      case DROP_REQUEST -> receiver.dropped(DropRange.read(body));
      // Its time stamp keeps the count of turns right through a long pause.
      case KEEPALIVE -> clock.peerTimeUs(header.timestampUs());
      case SHUTDOWN -> leaving = true;
      case EXTENSION -> keys(header.subtype(), body, nowUs);
      case HANDSHAKE, CONGESTION_WARNING, PEER_ERROR, UNKNOWN -> {}
    }
  }

  private void keys(int subtype, ByteBuf body, long nowUs) {
    if (keys == null) {
      return;
    }
    var message = new byte[body.readableBytes()];
    body.readBytes(message);
    if (subtype == ControlHeader.KEY_REQUEST) {
      sendKeys(ControlHeader.KEY_RESPONSE, keys.answer(message), nowUs);
    } else if (subtype == ControlHeader.KEY_RESPONSE) {
      keys.send().answered(message);
    }
  }

  private void sendKeys(int subtype, byte[] message, long nowUs) {
    var out = outgoing.largeControl(ControlType.EXTENSION, subtype, nowUs);
    out.writeBytes(message);
    outgoing.send(out, nowUs);
  }

  /// Does what is due.
  public void tick(long nowUs) {
    if (end == null && leaving) {
      leave(nowUs);
    } else if (end == null && nowUs >= silentUs()) {
      end = LinkEnd.SILENT;
    }
    if (end != null || leaving) {
      return;
    }
    receiver.tick(nowUs);
    if (keys != null) {
      var request = keys.send().requestDue(nowUs, roundTrip.us());
      if (request != null) {
        sendKeys(ControlHeader.KEY_REQUEST, request, nowUs);
      }
    }
    sender.tick(nowUs);
    if (nowUs >= outgoing.lastUs() + KEEPALIVE_US) {
      outgoing.sendAlone(ControlType.KEEPALIVE, 0, nowUs);
    }
  }

  /// What the peer sent before it left is still played at its time.
  private void leave(long nowUs) {
    receiver.play(nowUs);
    if (receiver.nextPlayUs() == Long.MAX_VALUE) {
      end = LinkEnd.SHUTDOWN;
    }
  }

  /// A long round trip needs more patience than the idle time alone, but not without end.
  private long silentUs() {
    var idleUs = settings.idleMs() * 1_000L;
    return heardUs + Math.clamp(SILENT_ROUNDS * (long) roundTrip.patienceUs(), idleUs, 2 * idleUs);
  }

  /// When [#tick] has something to do, unless something happens before; [Long#MAX_VALUE] after the
  /// end.
  public long nextUs(long nowUs) {
    if (end != null) {
      return Long.MAX_VALUE;
    }
    if (leaving) {
      var playUs = receiver.nextPlayUs();
      return playUs == Long.MAX_VALUE ? nowUs : playUs;
    }
    var dueUs = Math.min(sender.nextUs(nowUs), receiver.nextUs());
    dueUs = Math.min(dueUs, Math.min(silentUs(), outgoing.lastUs() + KEEPALIVE_US));
    return keys == null ? dueUs : Math.min(dueUs, keys.send().requestDueUs(roundTrip.us()));
  }

  /// Ends the connection and tells the peer; later calls do nothing.
  public void close(long nowUs) {
    if (end == null) {
      if (!leaving) {
        outgoing.sendAlone(ControlType.SHUTDOWN, 0, nowUs);
      }
      end = LinkEnd.CLOSED;
    }
  }

  /// Whether and why it is over.
  public Optional<LinkEnd> end() {
    return Optional.ofNullable(end);
  }

  /// What was agreed on.
  public Agreement agreement() {
    return agreement;
  }

  /// The longest payload that the way to the peer has room for, bytes.
  public int payloadBytes() {
    return outgoing.maxBytes() - DataHeader.BYTES - (keys == null ? 0 : keys.mode().tagBytes());
  }

  /// Tells how much waits to be acknowledged.
  public void tell(Backlog backlog, long nowUs) {
    backlog.is(backlogUs(nowUs), sender.backlogPackets());
  }

  /// How old the oldest payload is that is not acknowledged, µs.
  public long backlogUs(long nowUs) {
    return sender.backlogUs(nowUs);
  }

  /// The figures of this moment.
  public SrtStatistics statistics(long nowUs) {
    var send = sender.figures();
    return new SrtStatistics(
        nowUs,
        nowUs - startUs,
        roundTrip.us(),
        roundTrip.varianceUs(),
        roundTrip.isKnown(),
        nowUs - send.acknowledgedUs(),
        agreement.receiveLatencyMs(),
        agreement.sendLatencyMs(),
        keys == null ? 0 : keys.keyBytes(),
        keys == null ? 0 : keys.send().changes(),
        malformed,
        send,
        receiver.figures());
  }
}
