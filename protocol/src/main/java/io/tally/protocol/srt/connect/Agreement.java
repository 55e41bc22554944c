// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.crypto.ConnectionKeys;
import io.tally.protocol.srt.crypto.KeyState;
import io.tally.protocol.srt.handshake.Extension.Features;
import java.util.Optional;

/// What have both sides agreed on (draft-sharabayko-srt section 4.3)?
///
/// @param socketId ours
/// @param peerSocketId which goes into every packet to the peer
/// @param initialSequence of the first data packet in both directions
/// @param mtu bytes of the largest IP packet, the smaller of both
/// @param flowWindow packets that the peer can take
/// @param receiveLatencyMs of what we receive
/// @param sendLatencyMs of what we send
/// @param peer what the peer can do
/// @param streamId of the caller; empty for none
/// @param keys of the connection, which has to be the only user; empty without encryption
/// @param keyState how encryption came out
/// @param arrivedUs when the peer's part of the agreement arrived, by our clock
/// @param timestampUs of that packet
public record Agreement(
    int socketId,
    int peerSocketId,
    int initialSequence,
    int mtu,
    int flowWindow,
    int receiveLatencyMs,
    int sendLatencyMs,
    Features peer,
    Secret streamId,
    Optional<ConnectionKeys> keys,
    KeyState keyState,
    long arrivedUs,
    int timestampUs) {}
