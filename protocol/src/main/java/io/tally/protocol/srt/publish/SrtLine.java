// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.line.Connector;
import io.tally.protocol.line.Line;
import io.tally.protocol.srt.SrtConnection;
import io.tally.protocol.srt.SrtEnd;
import io.tally.protocol.srt.link.LinkEnd;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.ts.TsPacket;
import io.tally.protocol.ts.write.TsWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// What is a line of SRT: a connection, and the transport stream that carries a programme over it?
///
/// Room: what is given to the connection can no longer be dropped by what depends on it, and what
/// is older than the latency is worth nothing there. So [#send] waits while more is on its way than
/// the line drains in little more than a round trip, or the oldest packet that is not acknowledged
/// is older than most of the latency; a line that loses and repeats stays below both, one that is
/// too slow does not.
final class SrtLine implements Line {
  /// A listener that ends the connection so soon did not mean to take the stream.
  private static final long SOON_US = 2_000_000;

  private final String host;
  private final SrtConnection connection;
  private final int mostPackets;
  private final TsWriter writer;
  private final LineReading reading = new LineReading();
  private volatile long sentBytes;
  private volatile long sentPackets;
  private volatile long takenPackets;
  private volatile long streamBytes;

  SrtLine(String host, SrtConnection connection, SrtOptions options) {
    this.host = host;
    this.connection = connection;
    // The other half is for what a keyframe brings at once.
    mostPackets = options.sizes().sendPackets() / 2;
    writer = new TsWriter(this::give, connection.payloadBytes() / TsPacket.BYTES);
  }

  @Override
  public void begin(StreamParameters programme) {
    writer.begin(programme);
  }

  @Override
  public void change(StreamParameters programme, EncodedPacket first) {
    writer.change(programme);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void send(EncodedPacket packet) throws InterruptedException {
    takenPackets++;
    var now = connection.statistics();
    connection.awaitRoom(reading.age(now), reading.drain(now), mostPackets);
    writer.write(packet);
    sentBytes += packet.size();
    sentPackets++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void give(ByteBuffer payload) throws InterruptedException {
    while (!connection.send(payload, System.nanoTime())) {
      if (connection.end().isPresent()) {
        return;
      }
      connection.awaitPlace();
    }
    streamBytes += payload.remaining();
  }

  @Override
  public void flush() {
    try {
      writer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void end(Duration most) throws InterruptedException {
    writer.flush();
    connection.finish(most);
  }

  @Override
  public boolean isOpen() {
    return connection.end().isEmpty();
  }

  @Override
  public void onClosed(Runnable then) {
    connection.onEnd(_ -> then.run());
  }

  @Override
  public void onMove(Consumer<Connector> then) {
    // SRT has no word for it.
  }

  @Override
  public PublishFailure lost() {
    var end = connection.end();
    if (end.map(SrtEnd::kind).equals(Optional.of(LinkEnd.SHUTDOWN))
        && connection.statistics().connectedUs() < SOON_US) {
      return new PublishFailure(
          Kind.REFUSED_KEY,
          "The SRT listener at %s let the connection in and ended it at once, as servers do that do not know the stream id: check it, and whether somebody else sends to it."
              .formatted(host));
    }
    return new PublishFailure(
        Kind.LOST,
        end.map(SrtEnd::sentence).orElse("The SRT connection with %s is gone.".formatted(host)));
  }

  @Override
  public LineFigures figures() {
    return reading.figures(connection.statistics(), sentBytes, streamBytes);
  }

  @Override
  public long sentBytes() {
    return sentBytes;
  }

  @Override
  public long sentPackets() {
    return sentPackets;
  }

  @Override
  public long takenPackets() {
    return takenPackets;
  }

  @Override
  public void close() {
    if (isOpen()) {
      connection.close();
    }
  }
}
