// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import java.nio.ByteBuffer;

/// Who takes transport packets, several together?
@FunctionalInterface
public interface PayloadSink {
  /// Takes a payload; may wait.
  ///
  /// @param payload whole transport packets; borrowed until return
  void take(ByteBuffer payload) throws InterruptedException;
}
