// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.handshake.Extension.Features;

/// What does this side bring to a handshake (draft-sharabayko-srt section 4.3)?
///
/// @param socketId ours, 30 bits and not 0
/// @param initialSequence which a caller chooses; a listener takes the caller's
/// @param mtu bytes of the largest IP packet
/// @param flowWindow packets that we can take
/// @param receiveLatencyMs what we need between origin and play, at least
/// @param peerLatencyMs what the peer shall have, at least
/// @param dropsTooLate whether we give up what comes too late
/// @param reportsLoss whether we repeat loss reports
/// @param streamId of a caller; empty for none
/// @param keys how to encrypt
/// @param enforcesEncryption whether a connection without the encryption wanted must not be
public record Offer(
    int socketId,
    int initialSequence,
    int mtu,
    int flowWindow,
    int receiveLatencyMs,
    int peerLatencyMs,
    boolean dropsTooLate,
    boolean reportsLoss,
    Secret streamId,
    KeyPlan keys,
    boolean enforcesEncryption) {
  /// The version of libsrt whose habits we have.
  static final int VERSION = 0x010504;

  /// Without bit 30, which marks bonded connections.
  static final int SOCKET_ID_MASK = 0x3FFF_FFFF;

  Features features(boolean response, int receiverLatencyMs, int senderLatencyMs) {
    var flags = Features.ALL;
    if (!dropsTooLate) {
      flags &= ~Features.TOO_LATE_DROP;
    }
    if (!reportsLoss) {
      flags &= ~Features.NAK_REPORT;
    }
    return new Features(response, VERSION, flags, receiverLatencyMs, senderLatencyMs);
  }

  int encryption() {
    return keys.isSecret() ? keys.keyBytes() / Long.BYTES : 0;
  }
}
