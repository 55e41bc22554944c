// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tcp;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// What does the kernel know of a connection (Linux, `struct tcp_info` of `linux/tcp.h`)?
///
/// Read raw, since Netty's own reading of it ends before the counts of bytes. Fields are only ever
/// added to the structure's end; those that an older kernel lacks (5.4 has all) read as 0.
///
/// @param roundTripNs smoothed, ns
/// @param lastAckAgeNs since anything was acknowledged, a probe of a closed window too, ns
/// @param ackedBytes since the beginning
/// @param inFlightBytes sent and not acknowledged
/// @param unsentBytes wait in the kernel
/// @param retransmitted segments, since the beginning
/// @param windowBytes what the far end lets us send
public record TcpInfo(
    long roundTripNs,
    long lastAckAgeNs,
    long ackedBytes,
    long inFlightBytes,
    long unsentBytes,
    long retransmitted,
    long windowBytes) {
  private static final int BYTES = 232;
  private static final RawUnixChannelOption TCP_INFO =
      new RawUnixChannelOption("TCP_INFO", 6, 11, BYTES);
  private static final long NS_PER_US = 1_000;
  private static final long NS_PER_MS = 1_000_000;

  /// Asks the kernel; a system call, well under a microsecond.
  ///
  /// @return empty where the platform does not tell, or the connection is gone
  static Optional<TcpInfo> of(Channel channel) {
    if (!(channel instanceof EpollSocketChannel socket) || !socket.isOpen()) {
      return Optional.empty();
    }
    return Optional.of(read(socket.config().getOption(TCP_INFO)));
  }

  private static TcpInfo read(ByteBuffer raw) {
    var info = raw.order(ByteOrder.nativeOrder());
    var acked = info.getLong(120);
    // Sent once or again, less what was sent again and what arrived; the SYN counts as a byte.
    var inFlight = info.getLong(200) - info.getLong(208) - acked + 1;
    return new TcpInfo(
        unsigned(info, 68) * NS_PER_US,
        unsigned(info, 56) * NS_PER_MS,
        acked,
        // Segments out: else a byte that never was would be on its way for ever.
        info.getInt(24) == 0 ? 0 : Math.max(1, inFlight),
        unsigned(info, 144),
        unsigned(info, 100),
        unsigned(info, 228));
  }

  private static long unsigned(ByteBuffer info, int offset) {
    return info.getInt(offset) & 0xFFFFFFFFL;
  }
}
