// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import io.tally.protocol.IncomingStreams;
import io.tally.protocol.endpoint.Secret;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What arrived at a listener, connection by connection?
public final class Arrivals implements IncomingStreams {
  private final List<CollectedStream> streams = new CopyOnWriteArrayList<>();

  @Override
  public Answer publish(String application, Secret key) {
    var stream = new CollectedStream();
    streams.add(stream);
    return new Answer.Accepted(stream);
  }

  /// In the order of their acceptance.
  public List<CollectedStream> streams() {
    return streams;
  }

  /// Streams of which a picture has arrived.
  public long begun() {
    return streams.stream().filter(stream -> !stream.of(Track.VIDEO).isEmpty()).count();
  }

  /// The numbers of all packets of a track, over all connections.
  public List<Long> numbers(Track track) {
    return streams.stream()
        .flatMap(stream -> stream.of(track).stream())
        .map(NumberedProgramme::number)
        .toList();
  }

  /// How far sound and picture of a stream are apart from how they were at the source, at most, ms.
  public static double offsetMs(CollectedStream stream) {
    var zeroNs = shiftNs(stream.of(Track.VIDEO).getFirst());
    return stream.packets.stream()
            .mapToLong(packet -> Math.abs(shiftNs(packet) - zeroNs))
            .max()
            .orElse(0)
        / 1e6;
  }

  private static long shiftNs(EncodedPacket packet) {
    return packet.dtsNs() - NumberedProgramme.sourceNs(packet);
  }
}
