// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.MalformedPacketException;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;

/// How do the peers of a connection come to the same keys (draft-sharabayko-srt section 6.1)?
///
/// The caller makes the first key, which serves both directions; later each side changes its own.
/// Threads: one at a time.
public final class ConnectionKeys {
  private static final int DEFAULT_KEY_BYTES = 16;

  private final Secret passphrase;
  private final CipherMode mode;
  private final byte[] first;
  private final SendKeys send;
  private final ReceiveKeys receive;
  private byte[] salt;
  private int keyBytes;
  private KeyWrap wrap;

  private ConnectionKeys(
      KeyPlan plan, KeyMessage message, KeyWrap wrap, byte[] keys, SecureRandom random) {
    passphrase = plan.passphrase();
    mode = message.mode();
    salt = message.salt();
    keyBytes = message.keyBytes();
    this.wrap = wrap;
    first = message.write();
    // With both keys told at once, the even one is in use: it comes first.
    var flag = message.which() == DataHeader.ODD ? DataHeader.ODD : DataHeader.EVEN;
    var key = Arrays.copyOf(keys, keyBytes);
    send = new SendKeys(wrap, message, key, flag, plan, random);
    receive = new ReceiveKeys(mode);
    receive.take(message, keys);
  }

  /// Makes the keys, as a caller does.
  ///
  /// @param offeredBytes the key length that the listener named, or 0
  public static ConnectionKeys create(KeyPlan plan, int offeredBytes, SecureRandom random) {
    var bytes =
        plan.keyBytes() != 0
            ? plan.keyBytes()
            : offeredBytes != 0 ? offeredBytes : DEFAULT_KEY_BYTES;
    var salt = new byte[KeyMessage.SALT_BYTES];
    random.nextBytes(salt);
    var key = new byte[bytes];
    random.nextBytes(key);
    var wrap = new KeyWrap(plan.passphrase(), salt, bytes);
    var mode = plan.mode().orElse(CipherMode.CTR);
    var message = new KeyMessage(DataHeader.EVEN, mode, bytes, salt, wrap.wrap(key));
    return new ConnectionKeys(plan, message, wrap, key, random);
  }

  /// Takes the caller's keys, as a listener does.
  ///
  /// @throws KeyRefusedException when the passphrase is another or the way to encrypt is not wanted
  public static ConnectionKeys accept(KeyPlan plan, byte[] request, SecureRandom random)
      throws KeyRefusedException {
    try {
      var message = KeyMessage.read(request);
      if (plan.mode().isPresent() && plan.mode().get() != message.mode()) {
        throw new KeyRefusedException(KeyState.BAD_CRYPTO_MODE);
      }
      var wrap = new KeyWrap(plan.passphrase(), message.salt(), message.keyBytes());
      return new ConnectionKeys(plan, message, wrap, wrap.unwrap(message.wrapped()), random);
    } catch (MalformedPacketException e) {
      throw new KeyRefusedException(KeyState.BAD_CRYPTO_MODE);
    } catch (InvalidKeyException e) {
      throw new KeyRefusedException(KeyState.BAD_SECRET);
    }
  }

  /// What is said in the handshake: the caller's request, and the listener's answer to it.
  public byte[] message() {
    return first.clone();
  }

  /// How payloads are encrypted.
  public CipherMode mode() {
    return mode;
  }

  /// Bytes of a key.
  public int keyBytes() {
    return keyBytes;
  }

  /// Hides what is sent.
  public SendKeys send() {
    return send;
  }

  /// Opens what arrives.
  public ReceiveKeys receive() {
    return receive;
  }

  /// Takes keys that the peer tells in the middle of a connection.
  ///
  /// @return the answer: the request itself, or one word of [KeyState]
  public byte[] answer(byte[] request) {
    try {
      var message = KeyMessage.read(request);
      if (message.mode() != mode) {
        return word(KeyState.BAD_CRYPTO_MODE);
      }
      if (!Arrays.equals(salt, message.salt()) || keyBytes != message.keyBytes()) {
        var other = new KeyWrap(passphrase, message.salt(), message.keyBytes());
        receive.take(message, other.unwrap(message.wrapped()));
        salt = message.salt();
        keyBytes = message.keyBytes();
        wrap = other;
      } else {
        receive.take(message, wrap.unwrap(message.wrapped()));
      }
      return request;
    } catch (MalformedPacketException e) {
      return word(KeyState.BAD_CRYPTO_MODE);
    } catch (InvalidKeyException e) {
      return word(KeyState.BAD_SECRET);
    }
  }

  private static byte[] word(KeyState state) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(state.code()).array();
  }
}
