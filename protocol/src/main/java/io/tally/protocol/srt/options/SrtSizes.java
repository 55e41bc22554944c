// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.options;

/// How large may packets and buffers be (libsrt's option names in brackets)?
///
/// @param mtu bytes of the largest IP packet (mss)
/// @param payloadBytes the usual payload, seven packets of MPEG-TS (payloadsize, pkt_size)
/// @param flowWindow packets that we can take (fc, ffs)
/// @param sendPackets that may wait and be unacknowledged (sndbuf)
/// @param receivePackets that may wait to be played (rcvbuf)
/// @param udpBytes of the system's buffers; its 64 KiB lose packets while a program is busy
///   (send_buffer_size, recv_buffer_size)
public record SrtSizes(
    int mtu, int payloadBytes, int flowWindow, int sendPackets, int receivePackets, int udpBytes) {
  /// Bytes of the IPv4, UDP and SRT headers.
  public static final int HEADER_BYTES = 44;

  /// Of IPv4 and UDP, which libsrt counts with a packet of its buffers.
  static final int BELOW_BYTES = 28;

  private static final int MIN_MTU = 576;
  private static final int MAX_MTU = 9_000;
  private static final int MIN_PACKETS = 32;
  private static final int MAX_PACKETS = 1 << 18;

  /// As libsrt has them.
  public static final SrtSizes USUAL = new SrtSizes(1500, 1316, 25_600, 8192, 8192, 2 << 20);

  public SrtSizes {
    if (mtu < MIN_MTU || mtu > MAX_MTU) {
      throw new IllegalArgumentException(
          "The SRT option mss is %d bytes: it must be %d to %d.".formatted(mtu, MIN_MTU, MAX_MTU));
    }
    if (payloadBytes < 1 || payloadBytes > mtu - HEADER_BYTES) {
      throw new IllegalArgumentException(
          "The SRT payload size is %d bytes: with an mss of %d it must be 1 to %d."
              .formatted(payloadBytes, mtu, mtu - HEADER_BYTES));
    }
    flowWindow = Math.clamp(flowWindow, MIN_PACKETS, MAX_PACKETS);
    sendPackets = Math.clamp(sendPackets, MIN_PACKETS, MAX_PACKETS);
    receivePackets = Math.clamp(receivePackets, MIN_PACKETS, MAX_PACKETS);
  }
}
