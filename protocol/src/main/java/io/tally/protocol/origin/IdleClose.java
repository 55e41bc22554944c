// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.origin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/// Is anything still moving on this connection? One that neither asks nor takes is closed.
final class IdleClose extends IdleStateHandler {
  IdleClose(long seconds) {
    super(/* observeOutput= */ true, 0, 0, seconds, TimeUnit.SECONDS);
  }

  @Override
  protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
    var _ = context.close();
  }
}
