// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import io.netty.channel.EventLoopGroup;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.line.Connector;
import io.tally.protocol.line.Line;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.publish.PublishAttempt;
import io.tally.protocol.tcp.EventLoops;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How is a line of RTMP opened?
///
/// Keeps its share of the event loop from the first line to the close. Threads: any.
final class RtmpConnector implements Connector {
  private final Endpoint endpoint;
  private final StreamParameters programme;
  private final PublishSettings settings;
  private EventLoops.@Nullable Lease lease;

  RtmpConnector(Endpoint endpoint, StreamParameters programme, PublishSettings settings) {
    this.endpoint = endpoint;
    this.programme = programme;
    this.settings = settings;
  }

  @Override
  public Line open() throws PublishException, InterruptedException {
    return open(endpoint);
  }

  private Line open(Endpoint target) throws PublishException, InterruptedException {
    var connection = new PublishAttempt(target, settings, loops()).open(programme);
    return new RtmpLine(connection, settings, this::toward);
  }

  /// @param url where the server asks us to come to, without the key; empty for the same place
  private Connector toward(Optional<URI> url) {
    var target = new Endpoint(url.orElse(endpoint.url()), endpoint.key(), endpoint.login());
    return () -> open(target);
  }

  private synchronized EventLoopGroup loops() {
    var leased = lease;
    if (leased == null) {
      leased = EventLoops.SHARED.lease();
      lease = leased;
    }
    return leased.group();
  }

  @Override
  public synchronized void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
