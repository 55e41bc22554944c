// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.line.Connector;
import io.tally.protocol.line.Line;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.srt.SrtLoops;
import io.tally.protocol.tcp.EventLoops;
import io.tally.protocol.ts.TsPacket;
import io.tally.protocol.ts.write.TsWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How is a line of SRT opened?
///
/// Keeps its share of the event loop from the first line to the close. Threads: any.
final class SrtConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(SrtConnector.class);

  private final Endpoint endpoint;
  private final StreamParameters programme;
  private final Route route;
  private @Nullable SrtLoops loops;

  SrtConnector(Endpoint endpoint, StreamParameters programme, Route route) {
    this.endpoint = endpoint;
    this.programme = programme;
    this.route = route;
  }

  @Override
  public Line open() throws PublishException, InterruptedException {
    var objection = TsWriter.objection(programme);
    if (objection.isPresent()) {
      throw new PublishException(Kind.REFUSED_CODEC, objection.get());
    }
    var target = SrtTarget.of(endpoint).pacedFor(programme);
    target.remarks().forEach(LOG::warn);
    var call = new SrtCall(endpoint, route, loops());
    var connection = call.connect(call.addresses(), target.options());
    if (connection.payloadBytes() < TsPacket.BYTES) {
      connection.close();
      throw new PublishException(
          Kind.BAD_ADDRESS,
          "The SRT payload size is %d bytes, which is less than one packet of MPEG-TS (%d): set payloadsize=1316."
              .formatted(connection.payloadBytes(), TsPacket.BYTES));
    }
    return new SrtLine(endpoint.host(), connection, target.options());
  }

  private synchronized SrtLoops loops() {
    var made = loops;
    if (made == null) {
      made = new SrtLoops(EventLoops.SHARED.lease());
      loops = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (loops != null) {
      loops.close();
    }
  }
}
