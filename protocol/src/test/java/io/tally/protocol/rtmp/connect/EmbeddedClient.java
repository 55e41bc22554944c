// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.netty.channel.embedded.EmbeddedChannel;
import io.tally.protocol.endpoint.Endpoint;

/// What is a publisher's connection without a socket?
public record EmbeddedClient(EmbeddedChannel channel, RtmpConnection connection) {
  public static EmbeddedClient to(Endpoint endpoint) {
    var channel = new EmbeddedChannel();
    var connection = new RtmpConnection(endpoint, channel);
    connection.addTo(channel.pipeline());
    connection.beginHandshake(false);
    return new EmbeddedClient(channel, connection);
  }
}
