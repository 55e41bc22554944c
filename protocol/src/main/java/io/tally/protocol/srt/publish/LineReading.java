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
  private static final double LATENCY_SHARE = 0.7;
  private static final long NS_PER_US = 1_000;
  private static final long NS_PER_MS = 1_000_000;
  private static final long LEAST_ROOM_US = 60_000;

  private final DrainMeter drain = new DrainMeter();

  /// How old what is not acknowledged may be before the next packet is given.
  ///
  /// Most of the latency; but one below the round trip must not stop the line.
  static Duration room(SrtStatistics now) {
    var latencyUs = Math.round(now.sendLatencyMs() * 1_000 * LATENCY_SHARE);
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
    return new LineFigures(
        now.roundTripKnown()
            ? OptionalLong.of(now.roundTripUs() * NS_PER_US)
            : OptionalLong.empty(),
        drain.bps(now.atUs() * NS_PER_US, Math.max(0, mediaBytes - waiting - dropped)),
        waiting,
        send.retransmittedPackets(),
        Optional.of(
            new SrtFigures(
                now.sendLatencyMs() * NS_PER_MS,
                send.bufferUs() * NS_PER_US,
                now.acknowledgedAgoUs() * NS_PER_US,
                send.uniquePackets(),
                send.lostPackets(),
                send.droppedPackets(),
                dropped,
                8L * send.capacityPacketsPerS() * packetBytes(send.sentBytes(), send.sentPackets()),
                now.keyBytes())));
  }

  private static long packetBytes(long bytes, long packets) {
    return packets == 0 ? 0 : bytes / packets;
  }
}
