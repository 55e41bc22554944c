// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

/// How far have the peers come with the keys (draft-sharabayko-srt section 3.2.2, libsrt's codes)?
public enum KeyState {
  /// Nobody encrypts.
  UNSECURED(0),
  /// Keys were sent and not answered.
  SECURING(1),
  /// Both have the keys.
  SECURED(2),
  /// The other side has no passphrase.
  NO_SECRET(3),
  /// The passphrases differ.
  BAD_SECRET(4),
  /// The ways to encrypt differ.
  BAD_CRYPTO_MODE(5);

  private final int code;

  KeyState(int code) {
    this.code = code;
  }

  /// The code on the wire.
  public int code() {
    return code;
  }

  /// Reads an answer of one word.
  ///
  /// Some versions write it in the other byte order.
  public static KeyState of(int word) {
    var code = (word & 0xFF) == 0 ? Integer.reverseBytes(word) : word;
    for (var state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    return BAD_CRYPTO_MODE;
  }
}
