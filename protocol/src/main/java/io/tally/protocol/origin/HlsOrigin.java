// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.origin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// How do viewers fetch the streams over HTTP?
///
/// Life: [#start], [#close]. Threads: one event loop, `origin`; `start` and `close` from any
/// thread. Limits: 256 connections, requests of 8 kB, 30 s without a byte. Failure: `start` says in
/// a sentence why the port could not be had.
public final class HlsOrigin implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 256;
  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_HEADERS = 8192;
  private static final int LONGEST_BODY = 1024;
  private static final long IDLE_SECONDS = 30;
  private static final long LONGEST_CLOSE_MS = 1500;

  private final EventLoopGroup loop;
  private final Channel server;

  private HlsOrigin(EventLoopGroup loop, Channel server) {
    this.loop = loop;
    this.server = server;
  }

  /// Begins to serve.
  ///
  /// @param address port 0 takes any that is free
  /// @throws IOException a sentence for a person, when the port cannot be had
  public static HlsOrigin start(InetSocketAddress address, StreamCatalog catalog)
      throws IOException {
    Site site = new Site(catalog);
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("origin", /* daemon= */ true), NioIoHandler.newFactory());
    ConnectionLimit limit = new ConnectionLimit(MOST_CONNECTIONS);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(limit)
                        .addLast(new IdleClose(IDLE_SECONDS))
                        .addLast(
                            new HttpServerCodec(LONGEST_LINE, LONGEST_HEADERS, LONGEST_HEADERS))
                        .addLast(new HttpObjectAggregator(LONGEST_BODY))
                        .addLast(new OriginHandler(site));
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stop(loop);
      throw new IOException(
          "The web port "
              + address.getPort()
              + " on "
              + address.getHostString()
              + " cannot be used ("
              + bound.cause().getMessage()
              + "). Close the program that has it, perhaps another Tally, or choose another web"
              + " port; 0 takes any that is free.",
          bound.cause());
    }
    return new HlsOrigin(loop, bound.channel());
  }

  /// The port it listens on.
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /// Stops to serve and closes all connections, within two seconds. Idempotent.
  @Override
  public void close() {
    server.close().awaitUninterruptibly(LONGEST_CLOSE_MS);
    stop(loop);
  }

  private static void stop(EventLoopGroup loop) {
    loop.shutdownGracefully(0, LONGEST_CLOSE_MS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(LONGEST_CLOSE_MS);
  }
}
