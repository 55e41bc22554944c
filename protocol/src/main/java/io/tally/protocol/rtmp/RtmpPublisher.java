// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp;

import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.publish.LivePublisher;
import io.tally.protocol.publish.ReconnectPolicy;
import io.tally.protocol.rtmp.connect.PublishSettings;

/// How does a programme get to one RTMP or RTMPS endpoint?
///
/// By a [LivePublisher] over lines of RTMP. All publishers of a program share one event loop, named
/// `publishers`, which is there while any of them is. DNS is asked at each attempt; Java keeps what
/// it was told for 30 s (10 s for a name that was not known), unless the security properties
/// `networkaddress.cache.ttl` and `networkaddress.cache.negative.ttl` say less, which a program
/// sets before its first connection.
public final class RtmpPublisher {
  private RtmpPublisher() {}

  /// With the usual patience and whom the system trusts.
  public static LivePublisher to(Endpoint endpoint, StreamParameters programme) {
    return to(endpoint, programme, PublishSettings.usual());
  }

  /// Takes packets at once, connects when started.
  public static LivePublisher to(
      Endpoint endpoint, StreamParameters programme, PublishSettings settings) {
    return to(endpoint, programme, settings, ReconnectPolicy.usual());
  }

  /// The same with other waits between attempts.
  public static LivePublisher to(
      Endpoint endpoint,
      StreamParameters programme,
      PublishSettings settings,
      ReconnectPolicy policy) {
    return new LivePublisher(
        endpoint,
        programme,
        new RtmpConnector(endpoint, programme, settings),
        settings.outbox(),
        policy);
  }
}
