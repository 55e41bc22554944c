// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Which bytes do the encrypted blocks of a sample have in the clear?
///
/// AES of 128 bits over whole blocks of 16 bytes, without padding; what is left of a last block is
/// in the clear. Threads: one at a time.
public final class SampleCipher {
  private static final int BLOCK = 16;

  /// How many blocks are encrypted, and how many after them are not, again and again (ISO/IEC
  /// 23001-7 9.6)?
  ///
  /// @param encrypted blocks in a row
  /// @param clear blocks after them; 0 where all are encrypted
  public record Pattern(int encrypted, int clear) {
    /// Every block.
    public static final Pattern ALL = new Pattern(1, 0);

    /// The first of ten.
    public static final Pattern FIRST_OF_TEN = new Pattern(1, 9);

    public Pattern {
      if (encrypted < 0 || clear < 0) {
        throw new IllegalArgumentException("No pattern of blocks: " + encrypted + ":" + clear);
      }
      encrypted = clear == 0 ? 1 : encrypted; // 0:0 stands for no pattern at all
    }
  }

  private final SecretKeySpec key;
  private final Cipher chain = Cipher.getInstance("AES/CBC/NoPadding");

  /// @param key of 16 bytes
  public SampleCipher(byte[] key) throws GeneralSecurityException {
    this.key = new SecretKeySpec(key, "AES");
  }

  /// Decrypts blocks in place, each chained to the encrypted one before it (CBC).
  ///
  /// @param from of the first block
  /// @param to behind the last byte that may be encrypted
  /// @param vector 16 bytes
  public void chained(byte[] bytes, int from, int to, Pattern pattern, byte[] vector)
      throws GeneralSecurityException {
    byte[] blocks = new byte[Math.max(0, to - from)];
    int gathered = move(bytes, from, to, pattern, blocks, true);
    if (gathered > 0) {
      chain.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(vector));
      move(bytes, from, to, pattern, chain.doFinal(blocks, 0, gathered), false);
    }
  }

  /// Moves the encrypted blocks out or back in; how many bytes they are.
  private static int move(
      byte[] bytes, int from, int to, Pattern pattern, byte[] blocks, boolean out) {
    int moved = 0;
    for (int at = from; at + BLOCK <= to; at += pattern.clear() * BLOCK) {
      for (int i = 0; i < pattern.encrypted() && at + BLOCK <= to; i++) {
        System.arraycopy(
            out ? bytes : blocks, out ? at : moved, out ? blocks : bytes, out ? moved : at, BLOCK);
        moved += BLOCK;
        at += BLOCK;
      }
    }
    return moved;
  }
}
