// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import io.tally.player.aes.SampleCipher;
import io.tally.player.aes.SampleCipher.Pattern;
import java.security.GeneralSecurityException;

/// Which bytes does an H.264 stream have in the clear whose pictures are encrypted?
///
/// Apple's "MPEG-2 Stream Encryption Format for HTTP Live Streaming" 2.2: of each slice of more
/// than 48 bytes the first of ten blocks behind the first 32 bytes, and start codes in what came
/// out were escaped. Zeros behind the unit, which Annex B of ISO/IEC 14496-10 allows, take the
/// places of the bytes that the escaping had added, so that nothing behind them moves.
final class NalUnits {
  private static final int CLEAR = 32;
  private static final int SHORTEST = 49;
  private static final int ESCAPE = 3;

  private NalUnits() {}

  /// Decrypts in place.
  static void open(byte[] stream, SampleCipher cipher, byte[] vector)
      throws GeneralSecurityException {
    int unit = next(stream, 0);
    while (unit < stream.length) {
      int following = next(stream, unit);
      int end = following == stream.length ? following : following - 3;
      while (end > unit && stream[end - 1] == 0) {
        end--;
      }
      int type = stream[unit] & 0x1F;
      if ((type == 1 || type == 5) && end - unit >= SHORTEST) {
        int length = unescape(stream, unit, end);
        // The last byte is never encrypted: blocks are, that something follows.
        cipher.chained(stream, unit + CLEAR, unit + length - 1, Pattern.FIRST_OF_TEN, vector);
      }
      unit = following;
    }
  }

  /// The place behind the next start code; the length of the stream when there is none.
  private static int next(byte[] stream, int from) {
    for (int at = from; at + 3 < stream.length; at++) {
      if (stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1) {
        return at + 3;
      }
    }
    return stream.length;
  }

  /// Takes the escaping out and fills up with zeros; how many bytes are left.
  private static int unescape(byte[] stream, int from, int to) {
    int write = from;
    int zeros = 0;
    for (int read = from; read < to; read++) {
      byte now = stream[read];
      if (zeros >= 2 && now == ESCAPE) {
        zeros = 0;
      } else {
        zeros = now == 0 ? zeros + 1 : 0;
        stream[write++] = now;
      }
    }
    java.util.Arrays.fill(stream, write, to, (byte) 0);
    return write - from;
  }
}
