// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

/// In which way does AES encrypt the payloads (draft-sharabayko-srt section 6; GCM as in libsrt
/// 1.5.4)?
public enum CipherMode {
  /// Counter mode, which every version knows: secret, but a changed bit is not noticed.
  CTR(2, 0, 0),
  /// Galois/counter mode: a changed packet is noticed; 16 bytes longer.
  GCM(4, 1, 16);

  private final int cipher;
  private final int authentication;
  private final int tagBytes;

  CipherMode(int cipher, int authentication, int tagBytes) {
    this.cipher = cipher;
    this.authentication = authentication;
    this.tagBytes = tagBytes;
  }

  int cipher() {
    return cipher;
  }

  int authentication() {
    return authentication;
  }

  /// How much longer a payload becomes, bytes.
  public int tagBytes() {
    return tagBytes;
  }
}
