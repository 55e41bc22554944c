// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

import io.tally.protocol.srt.pace.BandwidthRule;

/// What does one side decide alone (libsrt's option names in brackets)?
///
/// @param firstMessage number of the first message, 1 but in tests
/// @param sendPackets that may wait and be unacknowledged (sndbuf)
/// @param receivePackets that may wait to be played (rcvbuf)
/// @param payloadBytes the usual payload (payloadsize)
/// @param dropsTooLate whether a gap is skipped when what comes after it is to be played
///   (tlpktdrop)
/// @param sendDropDelayMs added to the latency before the sender gives up; -1 for never
///   (snddropdelay)
/// @param reportsLoss whether loss reports are repeated (nakreport)
/// @param reorderTolerance packets that may come before a gap is reported (lossmaxttl)
/// @param tracesDrift whether the peer's clock is followed (drifttracer)
/// @param idleMs silence after which the peer counts as gone (peeridletimeo)
/// @param bandwidth how fast may be sent
public record LinkSettings(
    int firstMessage,
    int sendPackets,
    int receivePackets,
    int payloadBytes,
    boolean dropsTooLate,
    int sendDropDelayMs,
    boolean reportsLoss,
    int reorderTolerance,
    boolean tracesDrift,
    int idleMs,
    BandwidthRule bandwidth) {}
