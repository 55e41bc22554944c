// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Which messages answer the peer's protocol control messages (RTMP 1.0 section 5.4)?
///
/// Control messages end here; everything else is passed on.
public final class ControlHandler extends ChannelInboundHandlerAdapter {
  private static final int SOFT = 1;

  private final ReceivedBytes received;
  private long announcedWindow;

  public ControlHandler(ReceivedBytes received) {
    this.received = received;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    switch (read) {
      case Message.WindowAckSize(long bytes) -> received.window(bytes);
      case Message.SetPeerBandwidth(long bytes, int limitType) ->
          announceWindow(ctx, bytes, limitType);
      case Message.UserControl(int event, long value) when event == UserEvent.PING_REQUEST ->
          send(ctx, new Message.UserControl(UserEvent.PING_RESPONSE, value));
      // The chunk decoder has obeyed the first two; nothing here waits for the others.
      case Message.SetChunkSize _,
          Message.Abort _,
          Message.Acknowledgement _,
          Message.UserControl _,
          Message.Unused _ -> {}
      default -> ctx.fireChannelRead(read);
    }
  }

  /// Section 5.4.5: the answer is our window, unless it was that already. A soft limit (1) only
  /// ever lowers it. A dynamic one (2), which the section lets us ignore where no hard one came
  /// before, is obeyed as a hard one (0): servers that send it wait for the answer.
  private void announceWindow(ChannelHandlerContext ctx, long bytes, int limitType) {
    var soft = limitType == SOFT && announcedWindow > 0;
    var window = soft ? Math.min(bytes, announcedWindow) : bytes;
    if (window > 0 && window != announcedWindow) {
      announcedWindow = window;
      send(ctx, new Message.WindowAckSize(window));
    }
  }

  private static void send(ChannelHandlerContext ctx, Message message) {
    ctx.channel().writeAndFlush(message).addListener(new SendFailure());
  }
}
