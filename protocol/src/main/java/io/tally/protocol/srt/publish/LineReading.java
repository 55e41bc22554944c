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
  private static final long NS_PER_US = 1_000;
  private static final long NS_PER_MS = 1_000_000;
  private static final double NS_PER_S = 1e9;
  private static final long LEAST_ROOM_US = 60_000;

  // What was lost takes more than one round trip.
  private static final double TRIPS = 1.25;
  private static final long QUEUE_US = 40_000;
  // Enough that what a keyframe brings at once does not hold up the pictures behind it.
  private static final long FREE_US = 120_000;
  // Enough to keep the line busy; narrow places keep little more.
  private static final long BUSY_US = 60_000;

  private final RecentRatio drain = new RecentRatio(Duration.ofSeconds(2));
  private final RecentRatio loss = new RecentRatio(SrtFigures.RECENT);
  private final LeastRoundTrip leastTrip = new LeastRoundTrip();

  /// How old what is not acknowledged may be before the next packet is given. One thread at a time.
  ///
  /// A part of the latency; but one below the round trip must not stop the line.
  Duration age(SrtStatistics now) {
    var needed = 2 * quietTripUs(now) + 4L * now.roundTripVarianceUs() + LEAST_ROOM_US;
    return ofUs(Math.max(now.sendLatencyMs() * 1_000 * AGE_SHARE, (double) needed));
  }

  /// How long the line may need for what has not arrived before the next packet is given. One
  /// thread at a time.
  ///
  /// Little more than keeps it busy, whatever the latency: what is given can no longer be dropped
  /// by whole pictures, and a line that collapses needs several times as long for it. A round trip
  /// that grows shows a queue on the way.
  Duration drain(SrtStatistics now) {
    var quietUs = quietTripUs(now);
    var queued = now.roundTripUs() > quietUs + QUEUE_US;
    return ofUs(TRIPS * quietUs + (queued ? BUSY_US : FREE_US));
  }

  /// A round trip without the queue on the way, which a line that is too slow makes grow.
  private long quietTripUs(SrtStatistics now) {
    return now.roundTripKnown() ? leastTrip.with(now.roundTripUs(), now.atUs()) : now.roundTripUs();
  }

  private static Duration ofUs(double us) {
    return Duration.ofNanos(Math.round(us * NS_PER_US));
  }

  /// The figures.
  ///
  /// @param mediaBytes given to the line since its beginning
  /// @param streamBytes that these were as a transport stream
  LineFigures figures(SrtStatistics now, long mediaBytes, long streamBytes) {
    var send = now.send();
    var share = streamBytes == 0 ? 0 : Math.min(1, (double) mediaBytes / streamBytes);
    var waiting = Math.round(send.bytesToCome() * share);
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
