// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.tally.protocol.endpoint.Route;
import io.tally.protocol.outbox.OutboxLimits;
import io.tally.protocol.rtmp.answer.Capabilities;
import io.tally.protocol.rtmp.answer.CodecOffer;
import io.tally.protocol.tls.Trust;
import java.time.Duration;

/// How patient, how large and how trusting is a publisher?
///
/// @param connectTimeout for the host's addresses, for each TCP connection and for TLS
/// @param stepTimeout for the server's answer to each command
/// @param stallTimeout how long the line may take nothing at all before it counts as lost
/// @param chunkBytes of the chunks that we send
/// @param outbox what may wait
/// @param trust whom rtmps believes
/// @param route by which way connections leave this computer
/// @param capabilities of Enhanced RTMP, offered to the server
public record PublishSettings(
    Duration connectTimeout,
    Duration stepTimeout,
    Duration stallTimeout,
    int chunkBytes,
    OutboxLimits outbox,
    Trust trust,
    Route route,
    Capabilities capabilities) {
  private static final int MOST_CHUNK_BYTES = 0xFFFFFF;

  public PublishSettings {
    if (chunkBytes < 128 || chunkBytes > MOST_CHUNK_BYTES) {
      throw new IllegalArgumentException(
          "Chunks of " + chunkBytes + " bytes, from 128 to 16777215 are possible");
    }
  }

  /// For services on the internet.
  public static PublishSettings usual() {
    return new PublishSettings(
        Duration.ofSeconds(8),
        Duration.ofSeconds(8),
        Duration.ofSeconds(10),
        4096,
        OutboxLimits.usual(),
        Trust.system(),
        Route.DIRECT,
        CodecOffer.publisher());
  }

  /// The same with others to believe.
  public PublishSettings withTrust(Trust others) {
    return new PublishSettings(
        connectTimeout, stepTimeout, stallTimeout, chunkBytes, outbox, others, route, capabilities);
  }

  /// The same by another way.
  public PublishSettings withRoute(Route other) {
    return new PublishSettings(
        connectTimeout, stepTimeout, stallTimeout, chunkBytes, outbox, trust, other, capabilities);
  }

  /// The same with another offer to the server.
  public PublishSettings withCapabilities(Capabilities offered) {
    return new PublishSettings(
        connectTimeout, stepTimeout, stallTimeout, chunkBytes, outbox, trust, route, offered);
  }

  /// The same with chunks of another length.
  public PublishSettings withChunkBytes(int bytes) {
    return new PublishSettings(
        connectTimeout, stepTimeout, stallTimeout, bytes, outbox, trust, route, capabilities);
  }

  /// The same with other limits for what waits.
  public PublishSettings withOutbox(OutboxLimits limits) {
    return new PublishSettings(
        connectTimeout, stepTimeout, stallTimeout, chunkBytes, limits, trust, route, capabilities);
  }

  /// The same with one patience for everything.
  public PublishSettings withTimeout(Duration each) {
    return new PublishSettings(each, each, each, chunkBytes, outbox, trust, route, capabilities);
  }
}
