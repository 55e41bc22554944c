// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

import io.tally.protocol.srt.packet.DataHeader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which key opens an arriving payload (draft-sharabayko-srt section 6.1.6)?
///
/// A key stays until another of its parity comes, so that packets in flight, or sent again, can
/// still be read after a change. Threads: one at a time.
public final class ReceiveKeys {
  private @Nullable PayloadKey even;
  private @Nullable PayloadKey odd;

  private final CipherMode mode;

  ReceiveKeys(CipherMode mode) {
    this.mode = mode;
  }

  /// Whether a payload may wait for its key: not if it must be known at once whether it is genuine.
  public boolean opensLate() {
    return mode == CipherMode.CTR;
  }

  /// @param keys one key, or the even and then the odd one
  void take(KeyMessage message, byte[] keys) {
    var at = 0;
    if ((message.which() & DataHeader.EVEN) != 0) {
      even = key(message, keys, at);
      at += message.keyBytes();
    }
    if ((message.which() & DataHeader.ODD) != 0) {
      odd = key(message, keys, at);
    }
  }

  private static PayloadKey key(KeyMessage message, byte[] keys, int at) {
    return new PayloadKey(
        Arrays.copyOfRange(keys, at, at + message.keyBytes()), message.salt(), message.mode());
  }

  /// Decrypts a payload.
  ///
  /// @param to another array, of `length` at least
  /// @return its new length, or -1 when there is no such key or the payload was changed
  public int open(byte[] from, int length, byte[] to, DataHeader header) {
    var key =
        switch (header.key()) {
          case DataHeader.EVEN -> even;
          case DataHeader.ODD -> odd;
          default -> null;
        };
    return key == null ? -1 : key.open(from, length, to, header);
  }
}
