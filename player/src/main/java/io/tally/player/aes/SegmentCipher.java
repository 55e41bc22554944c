// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Which bytes does a segment have in the clear that is encrypted as a whole (METHOD=AES-128, RFC
/// 8216bis 5.2)?
///
/// AES of 128 bits in cipher block chaining with PKCS #7 padding. Threads: any.
public final class SegmentCipher {
  /// How long a key is, bytes.
  public static final int KEY_BYTES = 16;

  private static final int BLOCK = 16;

  private SegmentCipher() {}

  /// Decrypts a segment.
  ///
  /// @param key of 16 bytes
  /// @param number of the segment, which is its initialization vector when the key has none
  /// @throws GeneralSecurityException when the bytes are not encrypted so, or by another key
  public static byte[] open(byte[] encrypted, byte[] key, Optional<String> iv, long number)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding"); // Java's name for PKCS #7
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new IvParameterSpec(vector(iv, number)));
    return cipher.doFinal(encrypted);
  }

  /// The initialization vector that holds for a segment.
  ///
  /// @param iv as the playlist tells it; empty when it does not
  /// @param number of the segment
  public static byte[] vector(Optional<String> iv, long number) {
    if (iv.isEmpty()) {
      return ByteBuffer.allocate(BLOCK).putLong(0).putLong(number).array();
    }
    String digits = iv.get().substring(2); // the parser has seen to the form
    return HexFormat.of().parseHex("0".repeat(2 * BLOCK - digits.length()) + digits);
  }
}
