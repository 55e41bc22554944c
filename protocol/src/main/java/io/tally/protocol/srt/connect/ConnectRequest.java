// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.handshake.Extension.Features;
import io.tally.protocol.srt.handshake.Handshake;

/// Who wants to connect to a listener (draft-sharabayko-srt section 4.3.1.2)?
///
/// @param handshake the caller's conclusion
/// @param features its abilities
/// @param streamId what it wants; empty for none
/// @param encrypted whether it brings keys
/// @param arrivedUs when it arrived
/// @param timestampUs of the packet
public record ConnectRequest(
    Handshake handshake,
    Features features,
    Secret streamId,
    boolean encrypted,
    long arrivedUs,
    int timestampUs) {}
