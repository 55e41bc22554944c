// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.tally.protocol.IncomingStreams;
import io.tally.protocol.rtmp.handshake.ServerHandshake;
import io.tally.protocol.rtmp.message.RtmpPipeline;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which handlers does an accepted connection get, if there is room for it?
public final class ListenPipeline extends ChannelInitializer<Channel> {
  private static final Logger log = LoggerFactory.getLogger(ListenPipeline.class);

  private final IncomingStreams streams;
  private final ListenerLimits limits;
  private final ChannelGroup open;
  // Connections come in on several event loops, and on two ports, at once.
  private final AtomicInteger count;
  private final LiveNames names;
  private final Optional<SslContext> tls;

  /// @param open gets every accepted connection
  /// @param names and
  /// @param count are the listener's, for all its ports
  /// @param tls what rtmps is spoken with; empty for rtmp
  public ListenPipeline(
      IncomingStreams streams,
      ListenerLimits limits,
      ChannelGroup open,
      LiveNames names,
      AtomicInteger count,
      Optional<SslContext> tls) {
    this.streams = streams;
    this.limits = limits;
    this.open = open;
    this.names = names;
    this.count = count;
    this.tls = tls;
  }

  @Override
  protected void initChannel(Channel channel) {
    int connections = count.incrementAndGet();
    channel.closeFuture().addListener(_ -> count.decrementAndGet());
    if (connections > limits.maxConnections()) {
      log.warn(
          "A connection is closed at once: {} publishers are connected, no more are taken",
          limits.maxConnections());
      var _ = channel.close();
      return;
    }
    open.add(channel);
    var pipeline = channel.pipeline();
    tls.ifPresent(context -> pipeline.addLast(context.newHandler(channel.alloc())));
    pipeline.addLast(
        new ReadTimeoutHandler(limits.silence().toMillis(), TimeUnit.MILLISECONDS),
        new ServerHandshake());
    RtmpPipeline.addTo(pipeline, limits.chunks(), limits.maxAmfBytes());
    pipeline.addLast(new SessionHandler(streams, names, limits));
  }
}
