// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.receive;

import java.nio.ByteBuffer;

/// Who takes payloads at their play time?
@FunctionalInterface
public interface Payloads {
  /// Takes the next one.
  ///
  /// @param payload borrowed until return
  /// @param originUs when the sender got it, in its time since its start, µs; grows past 71.6
  ///   minutes
  void payload(ByteBuffer payload, long originUs);
}
