// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import java.nio.ByteBuffer;

/// Who takes what a connection receives?
///
/// Threads: all methods on the connection's event loop, which must not be made to wait. Order:
/// `connected` first, `ended` last and once.
public interface SrtReceiver {
  /// Takes nothing.
  SrtReceiver NONE = (_, _) -> {};

  /// The connection is there.
  default void connected(SrtConnection connection) {}

  /// A payload is to be played now.
  ///
  /// @param payload borrowed until return
  /// @param originUs when the sender got it, in its time since its start, µs
  void payload(ByteBuffer payload, long originUs);

  /// The connection is over.
  default void ended(SrtEnd end) {}
}
