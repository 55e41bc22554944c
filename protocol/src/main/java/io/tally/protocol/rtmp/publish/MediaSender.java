// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.publish;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.flv.TagBodies;
import io.tally.protocol.rtmp.connect.PublishException;
import io.tally.protocol.rtmp.connect.RtmpConnection;
import io.tally.protocol.rtmp.message.Message;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which messages carry a programme, and at which timestamps?
///
/// Time zero is the dts of the first packet sent; both dts and pts are rounded to milliseconds of
/// the source's clock, so that rounding never adds up. One thread at a time.
public final class MediaSender {
  private final RtmpConnection connection;
  private final Duration stall;
  private @Nullable StreamParameters programme;
  private boolean begun;
  private long zeroMs;

  /// @param stall how long the line may take nothing before it counts as lost
  public MediaSender(RtmpConnection connection, Duration stall) {
    this.connection = connection;
    this.stall = stall;
  }

  /// What a receiver must know first: metadata, and the codec headers at time 0.
  public void begin(StreamParameters programme) {
    this.programme = programme;
    var stream = connection.streamId();
    connection.send(new Message.Data(stream, 0, MetaData.of(programme)));
    if (programme.video() != null) {
      connection.send(new Message.Video(stream, 0, TagBodies.config(programme.video())));
    }
    if (programme.audio() != null) {
      connection.send(new Message.Audio(stream, 0, TagBodies.config(programme.audio())));
    }
  }

  /// Says goodbye (RTMP 1.0 section 7.2.2.3), and waits until all has reached the socket.
  ///
  /// @param most how long to wait
  public void end(Duration most) throws InterruptedException {
    var number = PublishCommands.GOODBYE_NUMBER;
    connection.send(PublishCommands.unpublish(number, connection.endpoint()));
    connection.sendAndWait(PublishCommands.deleteStream(number + 1, connection.streamId()), most);
  }

  /// Sends a packet, after waiting until the line takes it.
  public void send(EncodedPacket packet) throws InterruptedException, PublishException {
    connection.awaitRoom(stall);
    var dtsMs = TagBodies.milliseconds(packet.dtsNs());
    if (!begun) {
      begun = true;
      zeroMs = dtsMs;
    }
    // RTMP counts modulo 2^32 (RTMP 1.0 section 5.3.1.2).
    var timestampMs = Math.max(0, dtsMs - zeroMs) & 0xFFFFFFFFL;
    var parts = TagBodies.packet(packet, Objects.requireNonNull(programme, "begin comes first"));
    var stream = connection.streamId();
    connection.sendMedia(
        packet.track() == Track.VIDEO
            ? new Message.Video(stream, timestampMs, parts)
            : new Message.Audio(stream, timestampMs, parts),
        packet.size());
  }
}
