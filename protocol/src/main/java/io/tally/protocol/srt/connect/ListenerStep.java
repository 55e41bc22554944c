// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.connect;

import io.tally.protocol.srt.handshake.Handshake;

/// What does a listener do after a handshake packet (draft-sharabayko-srt section 4.3.1)?
public sealed interface ListenerStep {
  /// It answers and remembers nothing.
  record Reply(Handshake answer) implements ListenerStep {}

  /// It does nothing: the packet is no caller's, or its cookie is old.
  record Ignore() implements ListenerStep {}

  /// It asks its program, then [ListenerHandshake#answer].
  record Ask(ConnectRequest request) implements ListenerStep {}

  /// It has a connection.
  ///
  /// @param answer to send, again for each repeated conclusion
  record Accept(Handshake answer, Agreement agreement) implements ListenerStep {}
}
