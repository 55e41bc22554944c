// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import io.tally.protocol.LineFigures;
import io.tally.protocol.SrtFigures;
import io.tally.protocol.srt.link.SrtStatistics;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What do a connection's statistics say of the line, in the words that all lines share?
///
/// Threads: any; time comes with the statistics.
final class LineReading {
  private static final double AGE_SHARE = 0.7;
  private static final double DRAIN_SHARE = 0.5;
  private static final long NS_PER_US = 1_000;
  private static final long NS_PER_MS = 1_000_000;
  private static final double NS_PER_S = 1e9;
  private static final long LEAST_ROOM_US = 60_000;

  private static final long QUEUE_US = 40_000;
  private static final long BUSY_US = 60_000;

  private final RecentRatio drain = new RecentRatio(Duration.ofSeconds(2));
  private final RecentRatio loss = new RecentRatio(SrtFigures.RECENT);
  private final LeastRoundTrip leastTrip = new LeastRoundTrip();

  /// How old what is not acknowledged may be before the next packet is given.
  static Duration age(SrtStatistics now) {
    return ofLatency(now, AGE_SHARE);
  }

  /// How long the line may need for what is not acknowledged before the next packet is given.
  ///
  /// A round trip that grows shows a queue on the way: then no more than keeps the line busy. One
  /// thread at a time.
  Duration drain(SrtStatistics now) {
    var least = now.roundTripKnown() ? leastTrip.with(now.roundTripUs(), now.atUs()) : 0;
    return least > 0 && now.roundTripUs() > least + QUEUE_US
        ? Duration.ofNanos((least + BUSY_US) * NS_PER_US)
        : ofLatency(now, DRAIN_SHARE);
  }

  /// A part of the latency; but one below the round trip must not stop the line.
  private static Duration ofLatency(SrtStatistics now, double share) {
    var latencyUs = Math.round(now.sendLatencyMs() * 1_000 * share);
    var needed = 2L * now.roundTripUs() + 4L * now.roundTripVarianceUs() + LEAST_ROOM_US;
    return Duration.ofNanos(Math.max(latencyUs, needed) * NS_PER_US);
  }

  /// The figures.
  ///
  /// @param mediaBytes given to the line since its beginning
  /// @param streamBytes that these were as a transport stream
  LineFigures figures(SrtStatistics now, long mediaBytes, long streamBytes) {
    var send = now.send();
    var share = streamBytes == 0 ? 0 : Math.min(1, (double) mediaBytes / streamBytes);
    var waiting = Math.round(send.bufferBytes() * share);
    var dropped = Math.round(send.droppedBytes() * share);
    var acknowledged = Math.max(0, mediaBytes - waiting - dropped);
    var nowNs = now.atUs() * NS_PER_US;
    return new LineFigures(
        now.roundTripKnown()
            ? OptionalLong.of(now.roundTripUs() * NS_PER_US)
            : OptionalLong.empty(),
        Math.round(drain.now(nowNs, acknowledged, nowNs) * Byte.SIZE * NS_PER_S),
        waiting,
        send.retransmittedPackets(),
        Optional.of(
            new SrtFigures(
                now.sendLatencyMs() * NS_PER_MS,
                send.bufferUs() * NS_PER_US,
                now.acknowledgedAgoUs() * NS_PER_US,
                send.uniquePackets(),
                send.lostPackets(),
                Math.min(1, loss.now(nowNs, send.lostPackets(), send.uniquePackets())),
                send.droppedPackets(),
                dropped,
                8L * send.capacityPacketsPerS() * packetBytes(send.sentBytes(), send.sentPackets()),
                now.keyBytes())));
  }

  private static long packetBytes(long bytes, long packets) {
    return packets == 0 ? 0 : bytes / packets;
  }
}
