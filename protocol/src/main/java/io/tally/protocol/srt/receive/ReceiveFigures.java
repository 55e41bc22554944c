// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.receive;

/// What has become of what the peer sent (libsrt's statistics of the same meaning in brackets)?
///
/// @param packets data packets that arrived, also twice (pktRecv)
/// @param bytes their payloads and SRT, UDP and IP headers (byteRecv)
/// @param uniquePackets that arrived for the first time and in time (pktRecvUnique)
/// @param retransmittedPackets marked as sent again (pktRcvRetrans)
/// @param lostPackets that were missing when a later one came (pktRcvLoss)
/// @param droppedPackets that did not come before their play time (pktRcvDrop)
/// @param belatedPackets that came after their play time, or twice (pktRcvBelated)
/// @param undecryptedPackets that no key opened (pktRcvUndecrypt)
/// @param overflownPackets for which the buffer had no room
/// @param deliveredPackets given to the program
/// @param deliveredBytes their payloads
/// @param acksSent acknowledgements (pktSentACK)
/// @param naksSent loss reports (pktSentNAK)
/// @param bufferPackets that wait to be played (pktRcvBuf)
/// @param bufferUs from the oldest to the newest that waits, µs (msRcvBuf)
/// @param reorderDistance how far a packet that was sent once came out of order, the most so far
///   (pktReorderDistance)
/// @param bytesPerS rate of arrival (mbpsRecvRate)
/// @param capacityPacketsPerS what the line carries by packet pairs (mbpsBandwidth); it is rough
/// @param driftUs how far the peer's clock has moved, µs
public record ReceiveFigures(
    long packets,
    long bytes,
    long uniquePackets,
    long retransmittedPackets,
    long lostPackets,
    long droppedPackets,
    long belatedPackets,
    long undecryptedPackets,
    long overflownPackets,
    long deliveredPackets,
    long deliveredBytes,
    long acksSent,
    long naksSent,
    int bufferPackets,
    long bufferUs,
    int reorderDistance,
    int bytesPerS,
    int capacityPacketsPerS,
    long driftUs) {}
