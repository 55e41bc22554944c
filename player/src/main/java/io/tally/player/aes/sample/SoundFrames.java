// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import io.tally.player.aes.SampleCipher;
import io.tally.player.aes.SampleCipher.Pattern;
import java.security.GeneralSecurityException;

/// Which bytes does a stream of sound have in the clear whose frames are encrypted?
///
/// Apple's "MPEG-2 Stream Encryption Format for HTTP Live Streaming" 2.3: of each frame all whole
/// blocks behind the first 16 bytes, where the header of AAC does not count.
final class SoundFrames {
  private static final int CLEAR = 16;
  private static final int ADTS_HEADER = 7;
  private static final int ADTS_CHECKED_HEADER = 9; // with a checksum
  private static final int AC3_HEADER = 6;
  private static final int LAST_AC3 = 10; // bsid; above it is E-AC-3 (ETSI TS 102 366 E.2)
  private static final int[] AC3_KBPS = {
    32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640
  };

  private SoundFrames() {}

  /// Decrypts in place from a place on, whichever sound it is.
  static void open(byte[] stream, int from, SampleCipher cipher, byte[] vector)
      throws GeneralSecurityException {
    int at = from;
    while (at + ADTS_HEADER <= stream.length) {
      int length = 0;
      int header = 0;
      if ((stream[at] & 0xFF) == 0xFF && (stream[at + 1] & 0xF6) == 0xF0) {
        length = adts(stream, at);
        header = (stream[at + 1] & 1) == 0 ? ADTS_CHECKED_HEADER : ADTS_HEADER;
      } else if (stream[at] == 0x0B && stream[at + 1] == 0x77) {
        length = ac3(stream, at);
      }
      if (length <= Math.max(header, AC3_HEADER)) {
        at++; // damaged, or no frame: the next sync word
        continue;
      }
      if (at + length <= stream.length) {
        cipher.chained(stream, at + header + CLEAR, at + length, Pattern.ALL, vector);
      }
      at += length;
    }
  }

  private static int adts(byte[] stream, int at) {
    return (stream[at + 3] & 3) << 11 | (stream[at + 4] & 0xFF) << 3 | (stream[at + 5] & 0xFF) >> 5;
  }

  /// How long a frame is, bytes; 0 when it is none.
  private static int ac3(byte[] stream, int at) {
    if ((stream[at + 5] & 0xFF) >> 3 > LAST_AC3) {
      return 2 * (((stream[at + 2] & 7) << 8 | (stream[at + 3] & 0xFF)) + 1);
    }
    int size = stream[at + 4] & 0x3F;
    if (size >> 1 >= AC3_KBPS.length) {
      return 0;
    }
    int kbps = AC3_KBPS[size >> 1];
    return switch ((stream[at + 4] & 0xFF) >> 6) {
      case 0 -> kbps * 4; // 48 kHz: 1536 samples last 32 ms
      case 1 -> 2 * (kbps * 960 / 441 + (size & 1)); // 44.1 kHz: an odd code has one word more
      case 2 -> kbps * 6; // 32 kHz
      default -> 0;
    };
  }
}
