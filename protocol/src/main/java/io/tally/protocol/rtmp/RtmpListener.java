// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.tally.protocol.IncomingStreams;
import io.tally.protocol.rtmp.listen.ListenPipeline;
import io.tally.protocol.rtmp.listen.ListenerLimits;
import io.tally.protocol.rtmp.listen.LiveNames;
import io.tally.protocol.tls.ServerCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How do streams come in by RTMP?
///
/// Life: [#start] and [#startSecure] at most once each, then [#close], which is idempotent and
/// takes two seconds at most. Threads: both from any thread; the [IncomingStreams] is called on
/// threads named `rtmp-listen`.
public final class RtmpListener implements AutoCloseable {
  private static final int THREADS = 2;
  private static final long CLOSE_MS = 2_000;

  private final ListenerLimits limits;
  private final LiveNames names = new LiveNames();
  private final AtomicInteger connections = new AtomicInteger();
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          THREADS, new DefaultThreadFactory("rtmp-listen", true), NioIoHandler.newFactory());

  /// With the usual limits.
  public RtmpListener() {
    this(ListenerLimits.usual());
  }

  /// With limits of one's own.
  public RtmpListener(ListenerLimits limits) {
    this.limits = limits;
  }

  /// Begins to take publishers.
  ///
  /// @param address port 0 takes any free one
  /// @param streams decides who may publish, and gets what they send
  /// @return the port
  /// @throws IOException when the address is taken or not ours, with a sentence
  public int start(InetSocketAddress address, IncomingStreams streams) throws IOException {
    return start(address, streams, Optional.empty());
  }

  /// Begins to take publishers by rtmps; may be called beside the other, for a second port.
  ///
  /// @param certificate that this server shows
  /// @return the port
  /// @throws IOException when the address is taken or not ours, with a sentence
  public int startSecure(
      InetSocketAddress address, IncomingStreams streams, ServerCertificate certificate)
      throws IOException {
    return start(address, streams, Optional.of(certificate.context()));
  }

  private int start(InetSocketAddress address, IncomingStreams streams, Optional<SslContext> tls)
      throws IOException {
    var publishers = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new ListenPipeline(streams, limits, publishers, names, connections, tls))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "%s cannot be received at %s port %d (%s): choose another port, or stop the program that uses it."
              .formatted(
                  tls.isPresent() ? "RTMPS" : "RTMP",
                  address.getHostString(),
                  address.getPort(),
                  reason(bound.cause())),
          bound.cause());
    }
    open.add(bound.channel());
    bound
        .channel()
        .closeFuture()
        .addListener(_ -> {
          var _ = publishers.close();
        });
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  /// Stops taking publishers and ends the streams of those that are connected.
  @Override
  public void close() {
    open.close().awaitUninterruptibly(CLOSE_MS);
    loops.shutdownGracefully(0, CLOSE_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MS);
  }

  private static String reason(Throwable cause) {
    var message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
