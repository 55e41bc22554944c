// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// When is it time to acknowledge what was received (RTMP 1.0 section 5.4.3)?
///
/// Stands before the chunk decoder. The count on the wire has 32 bits and wraps.
public final class ReceivedBytes extends ChannelInboundHandlerAdapter {
  private long received;
  private long acknowledged;
  private long window = Long.MAX_VALUE;

  /// The peer's window; on the event loop.
  void window(long bytes) {
    // Half the window: a peer that really stops at its limit must not come to wait for us.
    window = Math.max(1, bytes / 2);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object bytes) {
    if (bytes instanceof ByteBuf buffer) {
      received += buffer.readableBytes();
    }
    ctx.fireChannelRead(bytes);
    if (received - acknowledged >= window) {
      acknowledged = received;
      ctx.channel()
          .writeAndFlush(new Message.Acknowledgement(received & 0xFFFFFFFFL))
          .addListener(new SendFailure());
    }
  }
}
