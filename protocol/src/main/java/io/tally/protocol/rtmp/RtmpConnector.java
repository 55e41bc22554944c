// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.Endpoint;
import io.tally.protocol.publish.Connector;
import io.tally.protocol.publish.Line;
import io.tally.protocol.rtmp.connect.PublishException;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.publish.PublishAttempt;
import io.tally.protocol.tcp.EventLoops;
import org.jspecify.annotations.Nullable;

/// How is a line of RTMP opened?
///
/// One thread at a time; keeps its share of the event loop from the first line to the close.
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
    var loops = lease;
    if (loops == null) {
      loops = EventLoops.SHARED.lease();
      lease = loops;
    }
    var connection = new PublishAttempt(endpoint, settings, loops.group()).open(programme);
    return new RtmpLine(connection, settings);
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
