// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.listen;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.ReadTimeoutException;
import io.tally.protocol.IncomingStreams;
import io.tally.protocol.rtmp.message.Message;
import io.tally.protocol.rtmp.message.SendFailure;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which session do a connection's events belong to, and when is the connection given up?
final class SessionHandler extends SimpleChannelInboundHandler<Message> {
  private static final Logger log = LoggerFactory.getLogger(SessionHandler.class);

  private static final long LINGER_MS = 2_000;

  private final IncomingStreams streams;
  private final LiveNames names;
  private final ListenerLimits limits;
  private @Nullable ListenSession session;

  SessionHandler(IncomingStreams streams, LiveNames names, ListenerLimits limits) {
    super(Message.class);
    this.streams = streams;
    this.names = names;
    this.limits = limits;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    var mine = new ListenSession(streams, names, peer(ctx));
    session = mine;
    var patience = limits.untilPublish();
    var _ =
        ctx.executor()
            .schedule(
                () -> {
                  if (ctx.channel().isActive() && !mine.isPublishing()) {
                    log.warn(
                        "A connection did not publish within {} s and is closed",
                        patience.toSeconds());
                    var _ = ctx.close();
                  }
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Message message) {
    if (session != null) {
      session.receive(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
    ctx.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (session != null) {
      session.end();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case ReadTimeoutException _ ->
          log.warn("A publisher sent nothing for {} s and is closed", limits.silence().toSeconds());
      case DecoderException e when e.getCause() instanceof SSLException tls ->
          log.warn("A publisher did not come to terms on TLS: {}", tls.getMessage());
      case DecoderException e ->
          log.warn("A publisher breaks the protocol and is closed: {}", e.getMessage());
      case IOException e -> log.info("A publisher's connection broke: {}", e.getMessage());
      default -> log.error("A publisher's connection is closed after a fault of ours", cause);
    }
    var _ = ctx.close();
  }

  private static SessionPeer peer(ChannelHandlerContext ctx) {
    return new SessionPeer() {
      @Override
      public void send(Message message) {
        ctx.write(message).addListener(new SendFailure());
      }

      @Override
      public void close() {
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> hangUp(ctx));
      }
    };
  }

  /// Says that nothing more comes, and goes on reading for a moment: to close with media unread
  /// would be a reset, at which the publisher's system throws away the refusal that lies there.
  private static void hangUp(ChannelHandlerContext ctx) {
    var tls = ctx.pipeline().get(SslHandler.class);
    if (tls != null) {
      var _ = tls.closeOutbound();
    } else if (ctx.channel() instanceof DuplexChannel duplex) {
      duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
    var _ =
        ctx.executor()
            .schedule(
                () -> {
                  var _ = ctx.close();
                },
                LINGER_MS,
                TimeUnit.MILLISECONDS);
  }
}
