// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.Drops;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.govern.BitrateGovernor;
import io.tally.protocol.govern.GovernorLimits;
import io.tally.protocol.govern.LineSample;
import io.tally.protocol.outbox.Outbox;
import io.tally.protocol.outbox.OutboxLimits;
import io.tally.protocol.srt.connect.Agreement;
import io.tally.protocol.srt.crypto.KeyState;
import io.tally.protocol.srt.handshake.Extension.Features;
import io.tally.protocol.srt.link.LinkSettings;
import io.tally.protocol.srt.link.SrtLink;
import io.tally.protocol.srt.pace.BandwidthRule;
import io.tally.protocol.srt.packet.Outgoing.Datagrams;
import io.tally.protocol.srt.send.Backlog;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/// How does a governor do on a line of SRT whose narrowest place is known at each moment? Ticked by
/// hand, a millisecond a tick; outbox, links and governor are the real ones.
///
/// An encoder gives 30 pictures a second, a keyframe every two seconds that is six times as large
/// as the others, and follows the governor after 300 ms. The narrow place keeps 200 ms and drops
/// what is more.
final class SimulatedUplink {
  private static final int PAYLOAD_BYTES = 1316;
  private static final int AROUND_BYTES = 44;
  private static final int PICTURE_MS = 33;
  private static final int SOUND_MS = 21;
  private static final int GOP = 60;
  private static final int ASK_MS = 250;
  private static final int ENCODER_DELAY_MS = 300;
  private static final long QUEUE_US = 200_000;
  private static final long START_US = 1_000_000_000;
  static final int SOUND_BPS = 128_000;

  private record Flight(long atUs, long order, boolean toRight, ByteBuf datagram) {}

  private final IntUnaryOperator lineBpsAtMs;
  private final int delayMs;
  private final double lossPercent;
  private final Random random = new Random(11);
  private final BitrateGovernor governor;
  private final Outbox outbox;
  private final LineReading reading = new LineReading();
  private final Backlog backlog = new Backlog();
  private final SrtLink left;
  private final SrtLink right;
  private final PriorityQueue<Flight> flights =
      new PriorityQueue<>(Comparator.comparingLong(Flight::atUs).thenComparingLong(Flight::order));
  private final Queue<Integer> underway = new ArrayDeque<>();
  private final List<Integer> advisedEachAsk = new ArrayList<>();
  private int nowMs;
  private long nowUs = START_US;
  private long freeUs = START_US;
  private long order;
  private long playedUs;
  private long playedPackets;
  private long longestGapUs;
  private int advisedBps;
  private final ArrivedPictures pictures = new ArrivedPictures();
  private long coded;
  private long sentBytes;
  private long sentPackets;

  @SuppressWarnings("NullAway") // does not see the record's @Nullable across modules
  SimulatedUplink(
      GovernorLimits limits,
      int latencyMs,
      int delayMs,
      double lossPercent,
      IntUnaryOperator lineBpsAtMs) {
    this.lineBpsAtMs = lineBpsAtMs;
    this.delayMs = delayMs;
    this.lossPercent = lossPercent;
    this.governor = new BitrateGovernor(limits);
    this.advisedBps = limits.ceilingBps();
    var none = ByteBuffer.allocate(0);
    var programme =
        new StreamParameters(
            new CodecParameters.Video(VideoCodec.H264, 16, 16, 30, limits.ceilingBps(), none),
            new CodecParameters.Audio(AudioCodec.AAC, 48000, 2, SOUND_BPS, none));
    this.outbox = new Outbox(programme, OutboxLimits.usual());
    outbox.open();
    var settings =
        new LinkSettings(
            1,
            8192,
            8192,
            PAYLOAD_BYTES,
            true,
            0,
            true,
            0,
            true,
            3000,
            SrtTarget.paced(new BandwidthRule(0, 0, 0, 50), programme));
    left = link(settings, latencyMs, 11, 22, true);
    right = link(settings, latencyMs, 22, 11, false);
  }

  private SrtLink link(LinkSettings settings, int latencyMs, int own, int peer, boolean toRight) {
    var features = new Features(true, 0x010504, Features.ALL, latencyMs, latencyMs);
    var agreement =
        new Agreement(
            own,
            peer,
            77,
            1500,
            25600,
            latencyMs,
            latencyMs,
            features,
            Secret.of(""),
            Optional.empty(),
            KeyState.UNSECURED,
            nowUs + delayMs * 1_000L,
            0);
    return new SrtLink(settings, agreement, flying(toRight), this::played, nowUs, nowUs);
  }

  private void played(ByteBuffer payload, long originUs) {
    pictures.arrived(payload);
    if (playedPackets++ > 0) {
      longestGapUs = Math.max(longestGapUs, nowUs - playedUs);
    }
    playedUs = nowUs;
  }

  private Datagrams flying(boolean toRight) {
    return new Datagrams() {
      @Override
      public ByteBuf buffer(int bytes) {
        return Unpooled.buffer(bytes, bytes);
      }

      @Override
      public void send(ByteBuf datagram) {
        fly(toRight, datagram);
      }
    };
  }

  private void fly(boolean toRight, ByteBuf datagram) {
    if (random.nextDouble() * 100 < lossPercent) {
      return;
    }
    var leavesUs = nowUs;
    if (toRight) {
      if (freeUs - nowUs > QUEUE_US) {
        return;
      }
      var bits = (datagram.readableBytes() + AROUND_BYTES - 16) * 8L;
      freeUs = Math.max(freeUs, nowUs) + bits * 1_000_000 / lineBpsAtMs.applyAsInt(nowMs);
      leavesUs = freeUs;
    }
    flights.add(new Flight(leavesUs + delayMs * 1_000L, order++, toRight, datagram));
  }

  /// Goes on until a time.
  void runUntil(int endMs) {
    for (; nowMs < endMs; nowMs++) {
      underway.add(advisedBps);
      var codedBps = underway.size() > ENCODER_DELAY_MS ? underway.remove() : underway.element();
      if (nowMs % SOUND_MS == 0) {
        offer(Track.AUDIO, SOUND_BPS / 8 * SOUND_MS / 1000, true, false);
      }
      if (nowMs % PICTURE_MS == 0) {
        encode(codedBps);
      }
      transmit();
      move(START_US + nowMs * 1_000L + 1_000);
      if (nowMs % ASK_MS == 0) {
        ask();
      }
    }
  }

  private void encode(int codedBps) {
    var place = (int) (coded++ % GOP);
    var shareBytes = codedBps / 8.0 * PICTURE_MS / 1000 * GOP / (GOP + 5);
    offer(Track.VIDEO, (int) (shareBytes * (place == 0 ? 6 : 1)), place == 0, place % 3 == 2);
  }

  private void offer(Track track, int bytes, boolean keyframe, boolean disposable) {
    var dtsNs = nowMs * 1_000_000L;
    var packet =
        new EncodedPacket(track, dtsNs, dtsNs, 0, keyframe, disposable, ByteBuffer.allocate(bytes));
    if (track == Track.VIDEO) {
      pictures.coded(packet);
    }
    outbox.offer(packet);
  }

  /// As [SrtLine#send] does.
  private void transmit() {
    while (hasRoom()) {
      var next = outbox.poll();
      if (next == null) {
        return;
      }
      give(next);
    }
  }

  private boolean hasRoom() {
    var now = left.statistics(nowUs);
    left.tell(backlog, nowUs);
    return backlog.hasRoom(
        reading.age(now).toNanos() / 1_000, reading.drain(now).toNanos() / 1_000, 4096);
  }

  private void give(EncodedPacket packet) {
    for (var at = 0; at < packet.size(); at += PAYLOAD_BYTES) {
      var bytes = Math.clamp(packet.size() - at, Integer.BYTES, PAYLOAD_BYTES);
      left.offer(pictures.marked(ByteBuffer.allocate(bytes), packet), nowUs, nowUs);
    }
    left.tick(nowUs);
    sentBytes += packet.size();
    sentPackets++;
  }

  private void move(long untilUs) {
    while (true) {
      var flight = flights.peek();
      var flightUs = flight == null ? Long.MAX_VALUE : flight.atUs();
      var leftUs = Math.max(left.nextUs(nowUs), nowUs);
      var rightUs = Math.max(right.nextUs(nowUs), nowUs);
      var dueUs = Math.min(flightUs, Math.min(leftUs, rightUs));
      if (dueUs > untilUs) {
        nowUs = untilUs;
        return;
      }
      nowUs = Math.max(nowUs, dueUs);
      if (flight != null && flightUs == dueUs) {
        flights.remove();
        var to = flight.toRight() ? right : left;
        to.datagram(flight.datagram(), nowUs);
        to.tick(nowUs);
      } else if (leftUs == dueUs) {
        left.tick(nowUs);
      } else {
        right.tick(nowUs);
      }
    }
  }

  private void ask() {
    var figures = reading.figures(left.statistics(nowUs), sentBytes, sentBytes);
    var statistics = outbox.statistics(sentBytes, sentPackets, 0, figures);
    advisedBps =
        governor.advise(LineSample.of(nowMs * 1_000_000L, new PublisherState.Live(0), statistics));
    advisedEachAsk.add(advisedBps);
  }

  int advisedBps() {
    return advisedBps;
  }

  /// Each advice between two times, bit/s.
  List<Integer> advised(int fromMs, int untilMs) {
    return advisedEachAsk.subList(fromMs / ASK_MS, untilMs / ASK_MS);
  }

  Drops drops() {
    return outbox.statistics(0, 0, 0, LineFigures.NONE).drops();
  }

  /// Given up by SRT on either side.
  long lostPackets() {
    return left.statistics(nowUs).send().droppedPackets()
        + right.statistics(nowUs).receive().droppedPackets();
  }

  /// Pictures that cannot be shown as they were coded: left out, or with a hole, or after one.
  long lostPictures() {
    return drops().pictures() + pictures.harmed();
  }

  /// What never came to the other side.
  long missingPackets() {
    return right.statistics(nowUs).receive().droppedPackets();
  }

  /// The longest time in which nothing was played, ms.
  long longestStallMs() {
    return longestGapUs / 1_000;
  }

  long playedPackets() {
    return playedPackets;
  }
}
