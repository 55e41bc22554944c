// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.govern;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;
import io.tally.protocol.Drops;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublisherState;
import io.tally.protocol.outbox.Outbox;
import io.tally.protocol.outbox.OutboxLimits;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.IntUnaryOperator;

/// How does a governor do on a line whose rate is known at each moment? Ticked by hand, a
/// millisecond a tick; the outbox is the real one.
///
/// An encoder gives 30 pictures a second, a keyframe every two seconds that is six times as large
/// as the others, each third picture disposable, and follows the governor after 300 ms. A send
/// buffer of 64 KiB lies between the outbox and the line.
final class SimulatedLine {
  private static final long MS = 1_000_000;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int PICTURE_MS = 33;
  private static final int SOUND_MS = 21;
  private static final int GOP = 60;
  private static final int ASK_MS = 100;
  private static final int ENCODER_DELAY_MS = 300;
  static final int SOUND_BPS = 128_000;

  private final IntUnaryOperator lineBpsAtMs;
  private final BitrateGovernor governor;
  private final Outbox outbox;
  private final Queue<Integer> underway = new ArrayDeque<>();
  private final List<Integer> advisedEachAsk = new ArrayList<>();
  private int nowMs;
  private int advisedBps;
  private long pictures;
  private long sentBytes;
  private long sentPackets;
  private double bufferedBytes;
  private long mostQueuedNs;
  private double share = 1;

  @SuppressWarnings("NullAway") // does not see the record's @Nullable across modules
  SimulatedLine(GovernorLimits limits, IntUnaryOperator lineBpsAtMs) {
    this.lineBpsAtMs = lineBpsAtMs;
    this.governor = new BitrateGovernor(limits);
    this.advisedBps = limits.ceilingBps();
    var none = ByteBuffer.allocate(0);
    this.outbox =
        new Outbox(
            new StreamParameters(
                new CodecParameters.Video(VideoCodec.H264, 16, 16, 30, 0, none),
                new CodecParameters.Audio(AudioCodec.AAC, 48000, 2, 0, none)),
            OutboxLimits.usual());
    outbox.open();
  }

  /// Easy pictures and a silent sound from now on, which need less than they may.
  void ease(double shareOfTheRate) {
    share = shareOfTheRate;
  }

  /// Goes on until a time.
  void runUntil(int endMs) {
    for (; nowMs < endMs; nowMs++) {
      underway.add(advisedBps);
      var codedBps = underway.size() > ENCODER_DELAY_MS ? underway.remove() : underway.element();
      if (nowMs % SOUND_MS == 0) {
        var bps = share < 1 ? SOUND_BPS / 20 : SOUND_BPS;
        offer(Track.AUDIO, bps / 8 * SOUND_MS / 1000, true, false);
      }
      if (nowMs % PICTURE_MS == 0) {
        encode(codedBps);
      }
      transmit();
      if (nowMs % ASK_MS == 0) {
        ask();
      }
    }
  }

  private void encode(int codedBps) {
    var place = (int) (pictures++ % GOP);
    var shareBytes = share * codedBps / 8.0 * PICTURE_MS / 1000 * GOP / (GOP + 5);
    offer(Track.VIDEO, (int) (shareBytes * (place == 0 ? 6 : 1)), place == 0, place % 3 == 2);
  }

  private void offer(Track track, int bytes, boolean keyframe, boolean disposable) {
    var dtsNs = nowMs * MS;
    outbox.offer(
        new EncodedPacket(
            track, dtsNs, dtsNs, 0, keyframe, disposable, ByteBuffer.allocate(bytes)));
  }

  private void transmit() {
    bufferedBytes = Math.max(0, bufferedBytes - lineBpsAtMs.applyAsInt(nowMs) / 8.0 / 1000);
    while (bufferedBytes < BUFFER_BYTES) {
      var next = outbox.poll();
      if (next == null) {
        return;
      }
      bufferedBytes += next.size();
      sentBytes += next.size();
      sentPackets++;
    }
  }

  private void ask() {
    var figures = new LineFigures(OptionalLong.empty(), 0, (long) bufferedBytes, 0);
    var statistics = outbox.statistics(sentBytes, sentPackets, 0, figures);
    mostQueuedNs = Math.max(mostQueuedNs, statistics.queuedNs());
    advisedBps = governor.advise(LineSample.of(nowMs * MS, new PublisherState.Live(0), statistics));
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

  /// The longest that pictures waited in the outbox, ms.
  long mostQueuedMs() {
    return mostQueuedNs / MS;
  }
}
