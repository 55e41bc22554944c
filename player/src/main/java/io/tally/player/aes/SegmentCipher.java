// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes;

import io.tally.player.playlist.EncryptionKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Which bytes does a segment have in the clear (METHOD=AES-128, RFC 8216bis 5.2)?
///
/// AES of 128 bits in cipher block chaining with PKCS #7 padding. Threads: any.
public final class SegmentCipher {
  /// How long a key is, bytes.
  public static final int KEY_BYTES = 16;

  private static final int BLOCK = 16;

  private SegmentCipher() {}

  /// The key among several ways to it that can be used here; empty when none can.
  public static Optional<EncryptionKey> usable(List<EncryptionKey> keys) {
    return keys.stream().filter(SegmentCipher::isUsable).findFirst();
  }

  /// Whether a key can be used here: AES-128, with the key itself behind its address.
  public static boolean isUsable(EncryptionKey key) {
    return key.method().equals("AES-128")
        && key.format().equals(EncryptionKey.IDENTITY)
        && key.uri().isPresent();
  }

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

  private static byte[] vector(Optional<String> iv, long number) {
    if (iv.isEmpty()) {
      return ByteBuffer.allocate(BLOCK).putLong(0).putLong(number).array();
    }
    String digits = iv.get().substring(2); // the parser has seen to the form
    return HexFormat.of().parseHex("0".repeat(2 * BLOCK - digits.length()) + digits);
  }
}
