// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.publish.ReconnectPolicy;
import io.tally.protocol.rtmp.connect.PublishSettings;
import java.util.function.Consumer;

/// How does a programme get to one RTMP or RTMPS endpoint?
///
/// As a [LivePublisher] over lines of RTMP. All publishers of a program share one event loop, named
/// `publishers`, which is there while any of them is. DNS is asked at each attempt; Java keeps what
/// it was told for 30 s (10 s for a name that was not known), unless the security properties
/// `networkaddress.cache.ttl` and `networkaddress.cache.negative.ttl` say less, which a program
/// sets before its first connection.
public final class RtmpPublisher implements Publisher {
  private final LivePublisher live;

  /// With the usual patience and whom the system trusts.
  public RtmpPublisher(Endpoint endpoint, StreamParameters programme) {
    this(endpoint, programme, PublishSettings.usual());
  }

  /// Takes packets at once, connects when started.
  public RtmpPublisher(Endpoint endpoint, StreamParameters programme, PublishSettings settings) {
    this(endpoint, programme, settings, ReconnectPolicy.usual());
  }

  /// The same with other waits between attempts.
  public RtmpPublisher(
      Endpoint endpoint,
      StreamParameters programme,
      PublishSettings settings,
      ReconnectPolicy policy) {
    live =
        new LivePublisher(
            endpoint,
            programme,
            new RtmpConnector(endpoint, programme, settings),
            settings.outbox(),
            policy);
  }

  @Override
  public Endpoint endpoint() {
    return live.endpoint();
  }

  @Override
  public void start() {
    live.start();
  }

  @Override
  public void offer(EncodedPacket packet) {
    live.offer(packet);
  }

  @Override
  public boolean change(StreamParameters programme, EncodedPacket first) {
    return live.change(programme, first);
  }

  @Override
  public PublisherState state() {
    return live.state();
  }

  @Override
  public void onState(Consumer<PublisherState> listener) {
    live.onState(listener);
  }

  @Override
  public PublisherStatistics statistics() {
    return live.statistics();
  }

  @Override
  public void retryNow() {
    live.retryNow();
  }

  @Override
  public void stop() {
    live.stop();
  }

  @Override
  public void close() {
    live.close();
  }
}
