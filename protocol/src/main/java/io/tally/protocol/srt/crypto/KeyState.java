// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

/// How far have the peers come with the keys (draft-sharabayko-srt section 3.2.2, libsrt's codes)?
public enum KeyState {
  /// Nobody encrypts.
  UNSECURED,
  /// Keys were sent and not answered.
  SECURING,
  /// Both have the keys.
  SECURED,
  /// The other side has no passphrase.
  NO_SECRET,
  /// The passphrases differ.
  BAD_SECRET,
  /// The ways to encrypt differ.
  BAD_CRYPTO_MODE;

  private static final KeyState[] BY_CODE = values();

  /// The code on the wire.
  public int code() {
    return ordinal();
  }

  /// Reads an answer of one word.
  ///
  /// Some versions write it in the other byte order.
  public static KeyState of(int word) {
    var code = (word & 0xFF) == 0 ? Integer.reverseBytes(word) : word;
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : BAD_CRYPTO_MODE;
  }
}
