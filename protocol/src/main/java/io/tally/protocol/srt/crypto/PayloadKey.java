// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

import io.tally.protocol.srt.packet.DataHeader;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// How does one stream key hide payloads (draft-sharabayko-srt section 6.2; GCM as in libsrt
/// 1.5.4)?
///
/// Threads: one at a time.
final class PayloadKey {
  private static final int CTR_IV_BYTES = 16;
  private static final int CTR_SALT_BYTES = 14;
  private static final int CTR_SEQUENCE_AT = 10;
  private static final int GCM_IV_BYTES = 12;
  private static final int GCM_SEQUENCE_AT = 8;
  private static final int RETRANSMITTED = 1 << 26;

  private final SecretKey key;
  private final CipherMode mode;
  private final byte[] salt;
  private final Cipher cipher;
  private final byte[] header = new byte[DataHeader.BYTES];

  PayloadKey(byte[] key, byte[] salt, CipherMode mode) {
    this.key = new SecretKeySpec(key, "AES");
    this.salt = salt.clone();
    this.mode = mode;
    try {
      cipher =
          Cipher.getInstance(
              switch (mode) {
                case CTR -> "AES/CTR/NoPadding";
                case GCM -> "AES/GCM/NoPadding";
              });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no AES in " + mode + " mode", e);
    }
  }

  byte[] bytes() {
    return key.getEncoded();
  }

  /// Encrypts. In place the cipher would make a copy of its own each time.
  ///
  /// @param to another array, with room for the tag after `length`
  /// @return the new length
  int seal(byte[] from, int length, byte[] to, DataHeader packet) {
    try {
      return run(Cipher.ENCRYPT_MODE, from, length, to, packet);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A payload cannot be encrypted", e);
    }
  }

  /// Decrypts.
  ///
  /// @param to another array, of `length` at least
  /// @return the new length, or -1 when the payload was changed on its way
  int open(byte[] from, int length, byte[] to, DataHeader packet) {
    try {
      return run(Cipher.DECRYPT_MODE, from, length, to, packet);
    } catch (AEADBadTagException e) {
      return -1;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A payload cannot be decrypted", e);
    }
  }

  private int run(int direction, byte[] from, int length, byte[] to, DataHeader packet)
      throws GeneralSecurityException {
    if (mode == CipherMode.GCM && direction == Cipher.DECRYPT_MODE && length < mode.tagBytes()) {
      return -1;
    }
    cipher.init(direction, key, vector(packet.sequence()));
    if (mode == CipherMode.GCM) {
      cipher.updateAAD(authenticated(packet));
    }
    return cipher.doFinal(from, 0, length, to, 0);
  }

  private AlgorithmParameterSpec vector(int sequence)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    return switch (mode) {
      case CTR ->
          new IvParameterSpec(salted(CTR_IV_BYTES, CTR_SALT_BYTES, CTR_SEQUENCE_AT, sequence));
      case GCM ->
          new GCMParameterSpec(
              mode.tagBytes() * Byte.SIZE,
              salted(GCM_IV_BYTES, GCM_IV_BYTES, GCM_SEQUENCE_AT, sequence));
    };
  }

  private byte[] salted(int bytes, int fromSalt, int sequenceAt, int sequence) {
    var vector = new byte[bytes];
    System.arraycopy(salt, 0, vector, 0, fromSalt);
    for (var i = 0; i < Integer.BYTES; i++) {
      vector[sequenceAt + i] ^= (byte) (sequence >>> (Integer.SIZE - Byte.SIZE * (i + 1)));
    }
    return vector;
  }

  /// The header as it was when first sent: a repetition differs in one bit only.
  private byte[] authenticated(DataHeader packet) {
    var word =
        packet.position() << 30
            | (packet.ordered() ? 1 << 29 : 0)
            | packet.key() << 27
            | packet.messageNumber();
    ByteBuffer.wrap(header)
        .putInt(packet.sequence())
        .putInt(word & ~RETRANSMITTED)
        .putInt(packet.timestampUs())
        .putInt(packet.destination());
    return header;
  }
}
