// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.line.Connector;
import io.tally.protocol.line.Line;
import io.tally.protocol.rtmp.connect.PublishSettings;
import io.tally.protocol.rtmp.connect.RtmpConnection;
import io.tally.protocol.rtmp.publish.MediaSender;
import io.tally.protocol.tcp.LossLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What is a line of RTMP: a connection, and the messages that carry a programme over it?
final class RtmpLine implements Line {
  private final RtmpConnection connection;
  private final PublishSettings settings;
  private final MediaSender sender;
  private final Function<Optional<URI>, Connector> elsewhere;
  private volatile long takenPackets;

  /// @param elsewhere how the endpoint is reached where its server asks us to come to
  RtmpLine(
      RtmpConnection connection,
      PublishSettings settings,
      Function<Optional<URI>, Connector> elsewhere) {
    this.connection = connection;
    this.settings = settings;
    this.elsewhere = elsewhere;
    this.sender = new MediaSender(connection);
  }

  @Override
  public void begin(StreamParameters programme) {
    connection.watch(LossLimits.usual(settings.stallTimeout()));
    sender.begin(programme);
  }

  @Override
  public void change(StreamParameters programme, EncodedPacket first) {
    sender.change(programme, first);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void send(EncodedPacket packet) throws InterruptedException {
    takenPackets++;
    sender.send(packet);
  }

  @Override
  public void flush() {
    sender.flush();
  }

  @Override
  public void end(Duration most) throws InterruptedException {
    sender.end(most);
  }

  @Override
  public boolean isOpen() {
    return connection.isOpen();
  }

  @Override
  public void onClosed(Runnable then) {
    connection.onClosed(then);
  }

  @Override
  public void onMove(Consumer<Connector> then) {
    connection.onReconnectRequest(url -> then.accept(elsewhere.apply(url)));
  }

  @Override
  public PublishFailure lost() {
    return connection.lost().failure();
  }

  @Override
  public LineFigures figures() {
    return connection.figures();
  }

  @Override
  public long sentBytes() {
    return connection.sentBytes();
  }

  @Override
  public long sentPackets() {
    return connection.sentPackets();
  }

  @Override
  public long takenPackets() {
    return takenPackets;
  }

  @Override
  public void close() {
    connection.close();
  }
}
