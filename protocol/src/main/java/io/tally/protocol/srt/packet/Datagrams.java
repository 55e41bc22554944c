// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

import io.netty.buffer.ByteBuf;

/// Where do the packets of a connection go?
///
/// Loss: datagrams may be lost here as anywhere on their way.
public interface Datagrams {
  /// An empty buffer, which [#send] takes back.
  ByteBuf buffer(int bytes);

  /// Sends a datagram.
  ///
  /// @param datagram taken
  void send(ByteBuf datagram);
}
