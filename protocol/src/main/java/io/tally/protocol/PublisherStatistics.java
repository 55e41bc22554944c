// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

/// What became of the packets offered to one publisher, since its start?
///
/// @param sentBytes payload handed to the socket and flushed, over all connections, bytes
/// @param sentPackets packets handed to the socket and flushed, over all connections
/// @param queuedPackets packets that wait
/// @param queuedBytes bytes that wait
/// @param queuedNs span of dts that waits, ns
/// @param drops what was not sent, by reason
/// @param reconnects connections that were made after the first
/// @param line how the present connection does
public record PublisherStatistics(
    long sentBytes,
    long sentPackets,
    int queuedPackets,
    long queuedBytes,
    long queuedNs,
    Drops drops,
    int reconnects,
    LineFigures line) {
  /// Nothing was offered yet.
  public static final PublisherStatistics NONE =
      new PublisherStatistics(0, 0, 0, 0, 0, Drops.NONE, 0, LineFigures.NONE);
}
