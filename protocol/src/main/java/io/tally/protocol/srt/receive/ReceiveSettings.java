// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.receive;

/// What was agreed on for the way in (draft-sharabayko-srt section 4)?
///
/// @param initialSequence of the first data packet
/// @param bufferPackets how many may wait to be played
/// @param payloadBytes the longest payload that a datagram can hold
/// @param dropsTooLate whether a gap is skipped when what comes after it is to be played
/// @param reportsLoss whether loss reports are repeated
/// @param reorderTolerance packets that may come before a gap is reported (`lossmaxttl`)
public record ReceiveSettings(
    int initialSequence,
    int bufferPackets,
    int payloadBytes,
    boolean dropsTooLate,
    boolean reportsLoss,
    int reorderTolerance) {}
