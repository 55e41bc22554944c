// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.tally.protocol.rtmp.handshake.HandshakeDone;
import io.tally.protocol.rtmp.message.Message;

/// Which part of a publisher's connection do the channel's events concern?
final class ClientHandler extends SimpleChannelInboundHandler<Message> {
  private final RtmpConnection connection;

  ClientHandler(RtmpConnection connection) {
    super(Message.class);
    this.connection = connection;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof HandshakeDone) {
      connection.handsShaken();
    }
    if (event instanceof SslCloseCompletionEvent) {
      // TLS has said goodbye; some servers let the socket stand open after it.
      var _ = ctx.close();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Message message) {
    if (message instanceof Message.Command command) {
      connection.answers().receive(command);
      if (connection.isWatched() && connection.answers().lastRefusal() != null) {
        // What a server refuses while live it does not take any more, whether it closes or not.
        var _ = ctx.close();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    connection.broken(null);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    connection.broken(cause);
    var _ = ctx.close();
  }
}
