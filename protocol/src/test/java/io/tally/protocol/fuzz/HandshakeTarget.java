// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.tally.protocol.rtmp.handshake.ClientHandshake;
import io.tally.protocol.rtmp.handshake.ServerHandshake;

/// Can a handshake of either role be made to fail? The first byte chooses the role, and whether a
/// client offers a digest.
public final class HandshakeTarget {
  private HandshakeTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    ChannelHandler handshake = data[0] % 2 == 0 ? new ServerHandshake() : new ClientHandshake();
    var channel = new EmbeddedChannel(handshake);
    try {
      channel.pipeline().fireUserEventTriggered(new ClientHandshake.Begin((data[0] & 2) == 0));
      Pieces.feed(channel, data, 1);
    } catch (DecoderException e) {
      Pieces.expectRefusal(e);
    } finally {
      channel.finishAndReleaseAll();
    }
  }
}
