// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import io.tally.protocol.srt.pace.BandwidthRule;

/// What was agreed on for the way out (draft-sharabayko-srt section 4)?
///
/// @param initialSequence of the first data packet
/// @param firstMessage number of the first message, 1 but in tests
/// @param bufferPackets how many may wait and be unacknowledged
/// @param payloadBytes the longest payload, before encryption
/// @param expectedPayloadBytes the usual one, which pacing starts with
/// @param flowWindow packets that the peer can take
/// @param latencyUs age at which the peer plays a packet, µs
/// @param tooLateUs age at which a packet is given up, µs; -1 for never
/// @param peerReportsLoss whether the peer repeats its loss reports
/// @param bandwidth how fast
public record SendSettings(
    int initialSequence,
    int firstMessage,
    int bufferPackets,
    int payloadBytes,
    int expectedPayloadBytes,
    int flowWindow,
    long latencyUs,
    long tooLateUs,
    boolean peerReportsLoss,
    BandwidthRule bandwidth) {}
