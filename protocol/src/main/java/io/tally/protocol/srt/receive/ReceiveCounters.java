// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.receive;

/// How much arrived, was missing, came too late and was played?
final class ReceiveCounters {
  long lost;
  long dropped;
  long belated;
  long undecrypted;
  long overflown;

  private long packets;
  private long bytes;
  private long unique;
  private long retransmitted;
  private long delivered;
  private long deliveredBytes;
  private int reorderDistance;

  void arrived(int packetBytes, boolean again) {
    packets++;
    bytes += packetBytes;
    if (again) {
      retransmitted++;
    }
  }

  void unique(int behind) {
    unique++;
    reorderDistance = Math.max(reorderDistance, behind);
  }

  void delivered(int payloadBytes) {
    delivered++;
    deliveredBytes += payloadBytes;
  }

  ReceiveFigures figures(
      ReceiveBuffer buffer, ArrivalRate rate, long acksSent, long naksSent, long driftUs) {
    var oldest = buffer.oldest();
    var spanUs = oldest < 0 ? 0 : Math.max(0, buffer.newestUs() - buffer.peerTimeUs(oldest));
    return new ReceiveFigures(
        packets,
        bytes,
        unique,
        retransmitted,
        lost,
        dropped,
        belated,
        undecrypted,
        overflown,
        delivered,
        deliveredBytes,
        acksSent,
        naksSent,
        buffer.packets(),
        spanUs,
        reorderDistance,
        rate.bytesPerS(),
        rate.capacityPacketsPerS(),
        driftUs);
  }
}
