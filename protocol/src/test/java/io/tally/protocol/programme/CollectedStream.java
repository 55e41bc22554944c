// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.IncomingStream;
import io.tally.protocol.IncomingStreams;
import io.tally.protocol.endpoint.Secret;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// What did a listener deliver? Takes every stream into one place.
public final class CollectedStream implements IncomingStream, IncomingStreams {
  public final List<String> names = new CopyOnWriteArrayList<>();
  public final List<StreamParameters> parameters = new CopyOnWriteArrayList<>();
  public final List<EncodedPacket> packets = new CopyOnWriteArrayList<>();
  public final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public Answer publish(String application, Secret key) {
    names.add(application + "/" + key.use(value -> value));
    return new Answer.Accepted(this);
  }

  @Override
  public void parameters(StreamParameters given) {
    parameters.add(given);
  }

  @Override
  public void packet(EncodedPacket packet) {
    packets.add(packet);
  }

  @Override
  public void ended() {
    ended.countDown();
  }

  public List<EncodedPacket> of(Track track) {
    return packets.stream().filter(packet -> packet.track() == track).toList();
  }
}
