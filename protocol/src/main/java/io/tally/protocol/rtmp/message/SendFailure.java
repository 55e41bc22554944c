// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.nio.channels.ClosedChannelException;

/// What becomes of a message that could not be written?
///
/// A handler on the way out that fails tells nobody but the write's own future: this brings it to
/// the connection's `exceptionCaught`. That the connection is closed its handlers know already.
public final class SendFailure implements ChannelFutureListener {
  @Override
  public void operationComplete(ChannelFuture written) {
    Throwable cause = written.cause();
    if (cause != null && !(cause instanceof ClosedChannelException)) {
      written.channel().pipeline().fireExceptionCaught(cause);
    }
  }
}
