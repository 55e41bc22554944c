// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

/// How well does the broadcast run?
///
/// Counts are of the present time on the air, or of the last one, except those of the canvas, which
/// count since `open`. Each loss has its own cure: lagged means that drawing is too slow (a smaller
/// canvas), skipped that coding is (a faster preset), dropped that the network is (a lower bit
/// rate).
///
/// @param onAirNs time since the endpoint accepted the stream, ns; 0 when not live
/// @param framesPerSecond pictures that the canvas gave in the last seconds, a second
/// @param frames pictures coded
/// @param lagged ticks that the canvas missed
/// @param skipped pictures that the encoder had no time for
/// @param dropped pictures that the network had no time for
/// @param sentBytes bytes of the programme that went out
/// @param bitrateBps sent in the last seconds, bit/s
/// @param cpuPercent of one core, this process, in the last seconds
public record BroadcastStatistics(
    long onAirNs,
    double framesPerSecond,
    long frames,
    long lagged,
    long skipped,
    long dropped,
    long sentBytes,
    long bitrateBps,
    double cpuPercent) {}
