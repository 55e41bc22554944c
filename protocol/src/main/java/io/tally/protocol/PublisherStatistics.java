// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

/// What became of the packets offered to one publisher, since its start?
///
/// @param sentBytes payload handed to the socket and flushed, bytes
/// @param sentPackets packets handed to the socket and flushed
/// @param queuedPackets packets that wait
/// @param queuedBytes bytes that wait
/// @param queuedNs span of dts that waits, ns
/// @param droppedVideo pictures not sent because the network was too slow
/// @param droppedAudio sound packets not sent because the network was too slow
public record PublisherStatistics(
    long sentBytes,
    long sentPackets,
    int queuedPackets,
    long queuedBytes,
    long queuedNs,
    long droppedVideo,
    long droppedAudio) {}
