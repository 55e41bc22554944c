// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.handshake.Refusal;
import java.net.InetSocketAddress;

/// Who decides which callers a listener lets in (draft-sharabayko-srt section 4.3.1.2)?
@FunctionalInterface
public interface SrtAcceptor {
  /// A caller that proved its address.
  ///
  /// @param peer its address
  /// @param streamId what it wants; empty for none
  /// @param encrypted whether it encrypts
  record Request(InetSocketAddress peer, Secret streamId, boolean encrypted) {}

  /// The decision.
  sealed interface Answer {}

  /// Lets the caller in, if the passphrase fits.
  ///
  /// @param passphrase for this caller; empty for none
  /// @param receiver of its connection
  record Accept(Secret passphrase, SrtReceiver receiver) implements Answer {}

  /// Sends the caller away.
  ///
  /// @param refusal the reason that it is told
  record Refuse(Refusal refusal) implements Answer {}

  /// Decides on a caller, on a virtual thread of its own, which may wait; the caller's patience is
  /// about three seconds.
  Answer decide(Request request);

  /// A caller was sent away, by [#decide] or before or after it: a wrong passphrase, an old
  /// version, no room. On the event loop.
  ///
  /// @param sentence for a person
  default void refused(InetSocketAddress peer, Refusal refusal, String sentence) {}
}
