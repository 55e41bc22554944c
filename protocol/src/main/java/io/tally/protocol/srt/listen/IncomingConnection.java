// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.listen;

import io.tally.protocol.IncomingStream;
import io.tally.protocol.srt.SrtConnection;
import io.tally.protocol.srt.SrtEnd;
import io.tally.protocol.srt.SrtReceiver;
import io.tally.protocol.ts.read.TsReader;
import io.tally.protocol.ts.read.UnsupportedProgrammeException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which stream do the payloads of one connection become?
///
/// Threads: the connection's event loop.
final class IncomingConnection implements SrtReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(IncomingConnection.class);

  private final TsReader reader;
  private final Runnable accepted;
  private @Nullable SrtConnection connection;
  private boolean refused;

  /// @param stream that has been accepted; ends with the connection
  /// @param accepted told when the connection stands
  IncomingConnection(IncomingStream stream, Runnable accepted) {
    this.reader = new TsReader(stream);
    this.accepted = accepted;
  }

  @Override
  public void connected(SrtConnection made) {
    connection = made;
    accepted.run();
    LOG.info("A stream comes by SRT from {}", made.peer().getAddress().getHostAddress());
  }

  @Override
  public void payload(ByteBuffer payload, long originUs) {
    if (refused) {
      return;
    }
    try {
      reader.read(payload);
    } catch (UnsupportedProgrammeException e) {
      refused = true;
      LOG.warn("A stream that came by SRT is not taken: {}", e.getMessage());
      var made = connection;
      if (made != null) {
        // Closing waits for this thread.
        Thread.ofVirtual().name("srt-refuse").start(made::close);
      }
    }
  }

  @Override
  public void ended(SrtEnd end) {
    reader.end();
    LOG.info(
        "{} Of its stream {} packets and {} pictures or sounds could not be used.",
        end.sentence(),
        reader.lostPackets(),
        reader.corruptUnits());
  }

  /// The connection did not come about.
  void forget() {
    reader.end();
  }
}
