// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import io.tally.protocol.srt.pace.SendPace;

/// How much was sent, sent again and given up?
final class SendCounters {
  long lost;
  long acks;
  long delivered;
  long naks;

  private long packets;
  private long bytes;
  private long againPackets;
  private long againBytes;
  private long droppedPackets;
  private long droppedBytes;

  void sent(int packetBytes, boolean again) {
    packets++;
    bytes += packetBytes;
    if (again) {
      againPackets++;
      againBytes += packetBytes;
    }
  }

  void dropped(int payloadBytes) {
    droppedPackets++;
    droppedBytes += payloadBytes;
  }

  SendFigures figures(
      SendBuffer buffer,
      int window,
      SendPace pace,
      int capacityPacketsPerS,
      int peerBytesPerS,
      long acknowledgedUs) {
    return new SendFigures(
        packets,
        bytes,
        packets - againPackets,
        bytes - againBytes,
        againPackets,
        againBytes,
        lost,
        droppedPackets,
        droppedBytes,
        acks,
        naks,
        buffer.packets(),
        buffer.bytes(),
        buffer.bytesToCome(),
        buffer.spanUs(),
        buffer.inFlight(),
        window,
        pace.periodUs(),
        pace.limitBytesPerS(),
        capacityPacketsPerS,
        peerBytesPerS,
        acknowledgedUs);
  }
}
