// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.Publisher;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.outbox.OutboxLimits;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.publish.ReconnectPolicy;
import java.util.function.Consumer;

/// How does a programme get to one SRT endpoint?
///
/// As a [LivePublisher] over lines of SRT, which carry it as an MPEG transport stream. Each
/// publisher has an event loop of its own, named `srt`, while it is not closed.
public final class SrtPublisher implements Publisher {
  private final LivePublisher live;

  /// By the system's way, with the usual patience.
  public SrtPublisher(Endpoint endpoint, StreamParameters programme) {
    this(endpoint, programme, Route.DIRECT);
  }

  /// By another way, with the usual patience.
  public SrtPublisher(Endpoint endpoint, StreamParameters programme, Route route) {
    this(endpoint, programme, route, OutboxLimits.usual(), ReconnectPolicy.usual());
  }

  /// Takes packets at once, connects when started.
  public SrtPublisher(
      Endpoint endpoint,
      StreamParameters programme,
      Route route,
      OutboxLimits limits,
      ReconnectPolicy policy) {
    live =
        new LivePublisher(
            endpoint, programme, new SrtConnector(endpoint, programme, route), limits, policy);
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
