// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

import io.tally.protocol.srt.crypto.ConnectionKeys;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Refusal;
import java.util.Optional;

/// How far has a caller come (draft-sharabayko-srt section 4.3.1)?
public sealed interface CallerState {
  /// It has asked for a cookie.
  ///
  /// @param request what it sends until it is answered
  record Inducing(Handshake request) implements CallerState {}

  /// It has said all.
  ///
  /// @param request what it sends until it is answered
  /// @param keys that it made, if it encrypts
  record Concluding(Handshake request, Optional<ConnectionKeys> keys) implements CallerState {}

  /// It is done.
  record Connected(Agreement agreement) implements CallerState {}

  /// It must not go on.
  ///
  /// @param refusal the reason, as a code
  /// @param byPeer whether the listener said so
  record Refused(Refusal refusal, boolean byPeer) implements CallerState {}
}
