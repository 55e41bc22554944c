// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.outbox.OutboxLimits;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.publish.ReconnectPolicy;

/// How does a programme get to one SRT endpoint?
///
/// By a [LivePublisher] over lines of SRT, which carry it as an MPEG transport stream. All
/// publishers of a program, of whatever protocol, share one event loop, named `publishers`, which
/// is there while any of them is.
public final class SrtPublisher {
  private SrtPublisher() {}

  /// By the system's way, with the usual patience.
  public static LivePublisher to(Endpoint endpoint, StreamParameters programme) {
    return to(endpoint, programme, Route.DIRECT);
  }

  /// By another way, with the usual patience.
  public static LivePublisher to(Endpoint endpoint, StreamParameters programme, Route route) {
    return to(endpoint, programme, route, OutboxLimits.usual(), ReconnectPolicy.usual());
  }

  /// Takes packets at once, connects when started.
  public static LivePublisher to(
      Endpoint endpoint,
      StreamParameters programme,
      Route route,
      OutboxLimits limits,
      ReconnectPolicy policy) {
    return new LivePublisher(
        endpoint, programme, new SrtConnector(endpoint, programme, route), limits, policy);
  }
}
