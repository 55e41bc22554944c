// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

import io.tally.protocol.srt.receive.ReceiveFigures;
import io.tally.protocol.srt.send.SendFigures;

/// How does a connection do (what `srt_bstats` tells in libsrt)?
///
/// Totals count from the connection's start; what is told per second is the difference of two.
///
/// @param atUs when this was taken, by the connection's clock
/// @param connectedUs how long the connection has been there, µs
/// @param roundTripUs smoothed, µs (msRTT)
/// @param roundTripVarianceUs smoothed, µs
/// @param roundTripKnown whether it is more than the value that every connection starts with
/// @param acknowledgedAgoUs since the last acknowledgement, µs: above a second the line is stuck,
///   and the other figures stand still
/// @param receiveLatencyMs agreed for what comes in (msRcvTsbPdDelay)
/// @param sendLatencyMs agreed for what goes out (msSndTsbPdDelay)
/// @param keyBytes 16, 24 or 32, or 0 without encryption
/// @param keyChanges how often our key has changed
/// @param malformedPackets that could not be read
/// @param send the way out
/// @param receive the way in
public record SrtStatistics(
    long atUs,
    long connectedUs,
    int roundTripUs,
    int roundTripVarianceUs,
    boolean roundTripKnown,
    long acknowledgedAgoUs,
    int receiveLatencyMs,
    int sendLatencyMs,
    int keyBytes,
    long keyChanges,
    long malformedPackets,
    SendFigures send,
    ReceiveFigures receive) {}
