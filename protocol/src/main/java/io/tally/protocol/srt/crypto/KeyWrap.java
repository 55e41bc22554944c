// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

import io.tally.protocol.endpoint.Secret;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// How does a passphrase protect the keys on their way (draft-sharabayko-srt section 6.1.4: PBKDF2
/// with HMAC-SHA1, AES key wrap of RFC 3394)?
///
/// Making one costs about a millisecond of computing, by design of PBKDF2.
final class KeyWrap {
  /// How much longer wrapped keys are.
  static final int CHECK_BYTES = 8;

  private static final int ROUNDS = 2048;
  private static final int SALT_BYTES = 8;

  private final SecretKey key;

  /// @param salt its last 8 bytes count
  KeyWrap(Secret passphrase, byte[] salt, int keyBytes) {
    this(derive(passphrase, salt, keyBytes));
  }

  KeyWrap(SecretKey key) {
    this.key = key;
  }

  private static SecretKey derive(Secret passphrase, byte[] salt, int keyBytes) {
    var tail = Arrays.copyOfRange(salt, salt.length - SALT_BYTES, salt.length);
    var spec =
        new PBEKeySpec(passphrase.use(String::toCharArray), tail, ROUNDS, keyBytes * Byte.SIZE);
    try {
      var derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(spec);
      return new SecretKeySpec(derived.getEncoded(), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no PBKDF2 with HMAC-SHA1", e);
    } finally {
      spec.clearPassword();
    }
  }

  byte[] wrap(byte[] keys) {
    try {
      var cipher = Cipher.getInstance("AES/KW/NoPadding");
      cipher.init(Cipher.WRAP_MODE, key);
      return cipher.wrap(new SecretKeySpec(keys, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java cannot wrap AES keys", e);
    }
  }

  /// @throws InvalidKeyException when they were wrapped under another passphrase
  byte[] unwrap(byte[] wrapped) throws InvalidKeyException {
    try {
      var cipher = Cipher.getInstance("AES/KW/NoPadding");
      cipher.init(Cipher.UNWRAP_MODE, key);
      return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException(e);
    }
  }
}
