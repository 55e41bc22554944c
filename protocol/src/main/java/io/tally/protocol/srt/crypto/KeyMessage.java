// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.MalformedPacketException;
import java.nio.ByteBuffer;

/// How do wrapped keys stand in a packet (draft-sharabayko-srt section 3.2.2)?
///
/// Holds arrays that nobody changes; it lives for the length of a call.
///
/// @param which [DataHeader#EVEN], [DataHeader#ODD] or both bits
/// @param mode how payloads are encrypted
/// @param keyBytes 16, 24 or 32
/// @param salt 16 bytes
/// @param wrapped the key, or the even and then the odd one, with 8 bytes more
@SuppressWarnings("ArrayRecordComponent")
record KeyMessage(int which, CipherMode mode, int keyBytes, byte[] salt, byte[] wrapped) {
  static final int SALT_BYTES = 16;
  static final int BOTH = DataHeader.EVEN | DataHeader.ODD;

  private static final byte VERSION_AND_TYPE = 0x12;
  private static final short SIGN = 0x2029;
  private static final int FIXED_BYTES = 16;
  private static final int STREAM_ENCAPSULATION = 2;

  int keys() {
    return which == BOTH ? 2 : 1;
  }

  byte[] write() {
    return ByteBuffer.allocate(FIXED_BYTES + salt.length + wrapped.length)
        .put(VERSION_AND_TYPE)
        .putShort(SIGN)
        .put((byte) which)
        .putInt(0)
        .put((byte) mode.cipher())
        .put((byte) mode.authentication())
        .put((byte) STREAM_ENCAPSULATION)
        .put((byte) 0)
        .putShort((short) 0)
        .put((byte) (salt.length / Integer.BYTES))
        .put((byte) (keyBytes / Integer.BYTES))
        .put(salt)
        .put(wrapped)
        .array();
  }

  static KeyMessage read(byte[] message) throws MalformedPacketException {
    if (message.length < FIXED_BYTES + SALT_BYTES) {
      throw new MalformedPacketException(
          "A key message has 32 bytes and the keys; this has " + message.length);
    }
    var in = ByteBuffer.wrap(message);
    if (in.get() != VERSION_AND_TYPE || in.getShort() != SIGN) {
      throw new MalformedPacketException("A key message begins with 12 20 29");
    }
    var which = in.get() & 3;
    in.getInt();
    var mode = mode(in.get());
    in.getInt();
    in.get();
    var saltBytes = in.get() * Integer.BYTES;
    var keyBytes = in.get() * Integer.BYTES;
    if (which == 0
        || saltBytes != SALT_BYTES
        || (keyBytes != 16 && keyBytes != 24 && keyBytes != 32)) {
      throw new MalformedPacketException(
          "A key message has a salt of 16 bytes and keys of 16, 24 or 32; this has salt %d, keys %d, which %d"
              .formatted(saltBytes, keyBytes, which));
    }
    var salt = new byte[SALT_BYTES];
    in.get(salt);
    var wrapped = new byte[in.remaining()];
    in.get(wrapped);
    var parsed = new KeyMessage(which, mode, keyBytes, salt, wrapped);
    if (wrapped.length != parsed.keys() * keyBytes + KeyWrap.CHECK_BYTES) {
      throw new MalformedPacketException(
          "%d keys of %d bytes do not fill %d".formatted(parsed.keys(), keyBytes, wrapped.length));
    }
    return parsed;
  }

  private static CipherMode mode(byte cipher) throws MalformedPacketException {
    for (var mode : CipherMode.values()) {
      if (mode.cipher() == cipher) {
        return mode;
      }
    }
    throw new MalformedPacketException("A key message for the cipher %d".formatted(cipher));
  }
}
