// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.listen;

import io.tally.protocol.rtmp.chunk.ChunkLimits;
import java.time.Duration;

/// How much may the publishers that come to a listener ask of it?
///
/// @param maxConnections at the same time; the next is closed at once
/// @param silence how long a connection may bring nothing before it is closed
/// @param untilPublish how long a connection may take from TCP to its publish command
/// @param chunks limits of the chunk decoder
/// @param maxAmfBytes of one command or metadata message
public record ListenerLimits(
    int maxConnections,
    Duration silence,
    Duration untilPublish,
    ChunkLimits chunks,
    int maxAmfBytes) {
  /// Enough for a handful of publishers on a home line.
  public static ListenerLimits usual() {
    return new ListenerLimits(
        16, Duration.ofSeconds(30), Duration.ofSeconds(15), ChunkLimits.usual(), 64 << 10);
  }
}
