// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

import org.jspecify.annotations.Nullable;

/// Where do the arrays come from that hold payloads until they are acknowledged or played?
///
/// They are used again, so that a connection at a steady rate allocates none; how many are in use
/// is bounded by the buffers that take them. Threads: one at a time.
public final class PayloadPool {
  private final int payloadBytes;
  private final byte[] @Nullable [] free;
  private int count;

  /// @param payloadBytes length of each
  /// @param kept how many are kept for use at most
  public PayloadPool(int payloadBytes, int kept) {
    this.payloadBytes = payloadBytes;
    free = new byte[kept][];
  }

  /// One to write to; what is in it means nothing.
  public byte[] take() {
    if (count > 0) {
      var array = free[--count];
      free[count] = null;
      if (array != null) {
        return array;
      }
    }
    return new byte[payloadBytes];
  }

  /// Gives one back.
  public void give(byte[] array) {
    if (count < free.length) {
      free[count++] = array;
    }
  }

  /// Length of each.
  public int payloadBytes() {
    return payloadBytes;
  }
}
