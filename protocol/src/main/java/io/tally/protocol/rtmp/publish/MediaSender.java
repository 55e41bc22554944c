// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.publish;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.flv.TagBodies;
import io.tally.protocol.rtmp.connect.RtmpConnection;
import io.tally.protocol.rtmp.connect.RtmpConnection.Parcel;
import io.tally.protocol.rtmp.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which messages carry a programme, and at which timestamps?
///
/// Time zero is the dts of the first packet sent; both dts and pts are rounded to milliseconds of
/// the source's clock, so that rounding never adds up. One thread at a time.
public final class MediaSender {
  // Enough that a fast line is never idle, little enough that a slow one gets it bit by bit.
  private static final int MOST_TOGETHER_BYTES = 64 << 10;

  private final RtmpConnection connection;
  private @Nullable StreamParameters programme;
  private List<Parcel> together = new ArrayList<>();
  private long togetherBytes;
  private boolean begun;
  private long zeroMs;

  public MediaSender(RtmpConnection connection) {
    this.connection = connection;
  }

  /// What a receiver must know first: metadata, and the codec headers at time 0.
  public void begin(StreamParameters programme) {
    announce(programme, 0);
  }

  /// The same for another encode in the middle of a stream, at the time of its first packet.
  public void change(StreamParameters next, EncodedPacket first) {
    flush();
    announce(next, timestampMs(first));
  }

  private void announce(StreamParameters what, long timestampMs) {
    programme = what;
    var stream = connection.streamId();
    connection.send(new Message.Data(stream, timestampMs, MetaData.of(what)));
    if (what.video() != null) {
      connection.send(new Message.Video(stream, timestampMs, TagBodies.config(what.video())));
    }
    if (what.audio() != null) {
      connection.send(new Message.Audio(stream, timestampMs, TagBodies.config(what.audio())));
    }
  }

  /// Says goodbye (RTMP 1.0 section 7.2.2.3), and waits until all has reached the socket.
  ///
  /// @param most how long to wait
  public void end(Duration most) throws InterruptedException {
    flush();
    var number = PublishCommands.GOODBYE_NUMBER;
    connection.send(PublishCommands.unpublish(number, connection.endpoint()));
    connection.sendAndWait(PublishCommands.deleteStream(number + 1, connection.streamId()), most);
  }

  /// Takes a packet, after waiting until the line takes it; it goes out with the next [#flush], or
  /// when much has come together.
  public void send(EncodedPacket packet) throws InterruptedException {
    if (!connection.hasRoom()) {
      flush();
      connection.awaitRoom();
    }
    var timestampMs = timestampMs(packet);
    var parts = TagBodies.packet(packet, Objects.requireNonNull(programme, "begin comes first"));
    var stream = connection.streamId();
    var message =
        packet.track() == Track.VIDEO
            ? new Message.Video(stream, timestampMs, parts)
            : new Message.Audio(stream, timestampMs, parts);
    together.add(new Parcel(message, packet.size()));
    togetherBytes += packet.size();
    if (togetherBytes >= MOST_TOGETHER_BYTES) {
      flush();
    }
  }

  /// Since the first packet; RTMP counts modulo 2^32 (RTMP 1.0 section 5.3.1.2).
  private long timestampMs(EncodedPacket packet) {
    var dtsMs = TagBodies.milliseconds(packet.dtsNs());
    if (!begun) {
      begun = true;
      zeroMs = dtsMs;
    }
    return Math.max(0, dtsMs - zeroMs) & 0xFFFFFFFFL;
  }

  /// Hands over what was taken: one change of threads and one system call for all of it.
  public void flush() {
    if (!together.isEmpty()) {
      connection.sendMedia(together);
      together = new ArrayList<>();
      togetherBytes = 0;
    }
  }
}
