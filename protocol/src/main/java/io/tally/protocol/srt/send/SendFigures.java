// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

/// What has become of what was to be sent (libsrt's statistics of the same meaning in brackets)?
///
/// @param sentPackets data packets that left, also again (pktSent)
/// @param sentBytes their payloads and SRT, UDP and IP headers (byteSent)
/// @param uniquePackets that left for the first time (pktSentUnique)
/// @param uniqueBytes their payloads and headers (byteSentUnique)
/// @param retransmittedPackets that left again (pktRetrans)
/// @param retransmittedBytes their payloads and headers (byteRetrans)
/// @param lostPackets reported lost by the peer, each time (pktSndLoss)
/// @param droppedPackets given up because they were too late or there was no room, but for those
///   known to have arrived (pktSndDrop)
/// @param droppedBytes their payloads (byteSndDrop)
/// @param acksReceived acknowledgements (pktRecvACK)
/// @param naksReceived loss reports (pktRecvNAK)
/// @param bufferPackets not acknowledged (pktSndBuf)
/// @param bufferBytes not acknowledged (byteSndBuf)
/// @param bytesToCome of these, what is not known to have arrived behind a packet that is missing
/// @param bufferUs from the oldest to the newest that is not acknowledged, µs (msSndBuf)
/// @param inFlightPackets sent and not acknowledged (pktFlightSize)
/// @param windowPackets what the peer has room for (pktFlowWindow)
/// @param periodUs time between two packets by pacing (usPktSndPeriod)
/// @param limitBytesPerS what pacing lets through (mbpsMaxBW)
/// @param capacityPacketsPerS what the peer thinks that the line carries (mbpsBandwidth); it is
///   rough
/// @param peerBytesPerS how fast it arrives, as the peer says
/// @param acknowledgedUs when the last acknowledgement came, by the connection's clock
public record SendFigures(
    long sentPackets,
    long sentBytes,
    long uniquePackets,
    long uniqueBytes,
    long retransmittedPackets,
    long retransmittedBytes,
    long lostPackets,
    long droppedPackets,
    long droppedBytes,
    long acksReceived,
    long naksReceived,
    int bufferPackets,
    long bufferBytes,
    long bytesToCome,
    long bufferUs,
    int inFlightPackets,
    int windowPackets,
    double periodUs,
    long limitBytesPerS,
    int capacityPacketsPerS,
    int peerBytesPerS,
    long acknowledgedUs) {}
