// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.lock;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The key with which tests encrypt samples, and AES as the specifications ask for it.
final class SampleKey {
  static final String KEY = "00112233445566778899aabbccddeeff";
  static final String VECTOR = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  private static final int BLOCK = 16;

  private SampleKey() {}

  static void write(Path folder) throws Exception {
    Files.write(folder.resolve("sample.key"), HexFormat.of().parseHex(KEY));
  }

  /// Encrypts so many blocks and leaves so many, again and again, up to the last whole block; none
  /// is encrypted behind which there is nothing, if it so says.
  static byte[] pattern(byte[] clear, int encrypted, int left, boolean neverLast)
      throws GeneralSecurityException {
    Cipher chain = Cipher.getInstance("AES/CBC/NoPadding");
    chain.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(HexFormat.of().parseHex(KEY), "AES"),
        new IvParameterSpec(HexFormat.of().parseHex(VECTOR)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < clear.length) {
      for (int i = 0; i < encrypted; i++) {
        int rest = clear.length - at;
        if (rest > BLOCK || (rest == BLOCK && !neverLast)) {
          out.writeBytes(chain.update(clear, at, BLOCK));
          at += BLOCK;
        }
      }
      int plain = left == 0 && clear.length - at >= BLOCK ? 0 : Math.max(BLOCK, left * BLOCK);
      int now = Math.min(plain, clear.length - at);
      out.write(clear, at, now);
      at += now;
    }
    return out.toByteArray();
  }
}
