// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.tcp.EventLoops;
import java.util.concurrent.TimeUnit;

/// On which threads do SRT connections run?
///
/// On Linux by epoll, which takes many datagrams with one call and wakes with the precision that
/// pacing wants; elsewhere, or on request, by NIO. Life: one for any number of callers and
/// listeners; [#close] after them, which takes two seconds at most. Threads: any, but to close any
/// other than its own.
public final class SrtLoops implements AutoCloseable {
  private static final long CLOSE_MS = 2_000;
  private static final int DATAGRAMS_AT_ONCE = 32;

  /// What waits for the socket, per channel, before datagrams are dropped as a full line would.
  private static final WriteBufferWaterMark WATER = new WriteBufferWaterMark(512 << 10, 1 << 20);

  private final EventLoopGroup group;
  private final boolean epoll;
  private final Runnable end;

  /// With as many threads as given, by the best way there is.
  public SrtLoops(int threads) {
    this(threads, Epoll.isAvailable());
  }

  SrtLoops(int threads, boolean epoll) {
    this.epoll = epoll;
    group =
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory("srt", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    end =
        () ->
            group
                .shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MS);
  }

  /// On the thread that all publishers share.
  ///
  /// @param lease taken: it is closed with this
  public SrtLoops(EventLoops.Lease lease) {
    epoll = Epoll.isAvailable();
    group = lease.group();
    end =
        () -> {
          // What connections said while they were closed stands before this on the one thread.
          if (!group.isShuttingDown()) {
            group.next().submit(() -> {}).awaitUninterruptibly(CLOSE_MS);
          }
          lease.close();
        };
  }

  Bootstrap bootstrap(SrtOptions options) {
    var mtu = options.sizes().mtu();
    var bootstrap =
        new Bootstrap()
            .group(group)
            .option(ChannelOption.SO_RCVBUF, options.sizes().udpBytes())
            .option(ChannelOption.SO_SNDBUF, options.sizes().udpBytes())
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER);
    if (options.network().trafficClass() >= 0) {
      bootstrap.option(ChannelOption.IP_TOS, options.network().trafficClass());
    }
    if (epoll) {
      return bootstrap
          .channel(EpollDatagramChannel.class)
          .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, mtu)
          .option(
              ChannelOption.RECVBUF_ALLOCATOR,
              new FixedRecvByteBufAllocator(mtu * DATAGRAMS_AT_ONCE));
    }
    return bootstrap
        .channel(NioDatagramChannel.class)
        .option(
            ChannelOption.RECVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(mtu).maxMessagesPerRead(DATAGRAMS_AT_ONCE));
  }

  @Override
  public void close() {
    end.run();
  }
}
