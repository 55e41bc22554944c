// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Is there one event loop for all who publish, none when nobody does, and does it tell of its
/// sockets?
class EventLoopsTest {
  private final EventLoops loops = new EventLoops();

  @Test
  void leases_shareOneLoop_whichEndsWithTheLast() {
    var first = loops.lease();
    var second = loops.lease();
    assertThat(second.group()).isSameAs(first.group());
    first.close();
    first.close();
    assertThat(second.group().isShuttingDown()).isFalse();
    second.close();
    await().until(() -> second.group().isTerminated());
    try (var third = loops.lease()) {
      assertThat(third.group()).isNotSameAs(second.group());
    }
  }

  @Test
  void kernel_tellsWhatWasAcknowledged_andWhatWaits() throws Exception {
    assertThat(Epoll.isAvailable()).as("epoll, on Linux").isTrue();
    try (var lease = loops.lease();
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var connecting =
          EventLoops.sockets(lease.group())
              .handler(new ChannelInboundHandlerAdapter())
              .connect(server.getLocalSocketAddress())
              .sync();
      var channel = connecting.channel();
      var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[10_000])).sync();
      await()
          .untilAsserted(() -> {
            var info = TcpInfo.of(channel).orElseThrow();
            // The SYN counts as a byte.
            assertThat(info.ackedBytes()).isEqualTo(10_001);
            assertThat(info.inFlightBytes() + info.unsentBytes()).isZero();
            assertThat(info.roundTripNs()).isPositive();
            assertThat(info.windowBytes()).isPositive();
          });
      // Nobody reads: the window closes, and the mark keeps the rest out of the kernel.
      var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[64 << 20]));
      await().until(() -> TcpInfo.of(channel).orElseThrow().unsentBytes() > 0);
      await().until(() -> TcpInfo.of(channel).orElseThrow().inFlightBytes() == 0);
      assertThat(TcpInfo.of(channel).orElseThrow().unsentBytes()).isLessThan(1 << 20);
      var _ = channel.close().sync();
      assertThat(TcpInfo.of(channel)).isEmpty();
    }
  }

  @Test
  void withoutEpoll_theSocketsAreNios_andTellNothing() throws Exception {
    var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var channel =
          EventLoops.sockets(group)
              .handler(new ChannelInboundHandlerAdapter())
              .connect(server.getLocalSocketAddress())
              .sync()
              .channel();
      assertThat(TcpInfo.of(channel)).isEmpty();
    } finally {
      var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }
}
