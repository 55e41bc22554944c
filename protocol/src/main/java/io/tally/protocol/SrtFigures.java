// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

import java.time.Duration;

/// How does a line of SRT do at this moment?
///
/// Totals count from the connection's start.
///
/// @param latencyNs agreed with the far end: what arrives later is not played
/// @param sendBufferNs from the oldest to the newest packet that is not acknowledged
/// @param acknowledgedAgoNs since the last acknowledgement; above a second the line is stuck, and
///   the other figures stand still
/// @param sentPackets that left for the first time
/// @param lostPackets reported lost by the far end, each time
/// @param recentLossShare of the packets of the last ten seconds that was reported lost, 0 to 1
/// @param droppedPackets given up here, because they were too late
/// @param droppedBytes their payload, as far as it was media
/// @param lineBps what the far end thinks that the line carries, bit/s; rough
/// @param keyBytes 16, 24 or 32, or 0 without encryption
public record SrtFigures(
    long latencyNs,
    long sendBufferNs,
    long acknowledgedAgoNs,
    long sentPackets,
    long lostPackets,
    double recentLossShare,
    long droppedPackets,
    long droppedBytes,
    long lineBps,
    int keyBytes) {
  /// How far [#recentLossShare] looks back.
  public static final Duration RECENT = Duration.ofSeconds(10);

  /// Which share of all packets was reported lost, 0 to 1.
  public double lossShare() {
    return sentPackets == 0 ? 0 : Math.min(1, (double) lostPackets / sentPackets);
  }
}
