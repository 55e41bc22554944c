// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.aes.sample;

import io.tally.player.probe.container.Crc32;
import java.util.HashMap;
import java.util.Map;

/// Which streams of a program are encrypted, and what would its table say if they were not?
///
/// Apple's "MPEG-2 Stream Encryption Format for HTTP Live Streaming" 3.0 has types of its own for
/// them; the table is ISO/IEC 13818-1 2.4.4.8.
final class ProgramMap {
  private static final int TABLE = 2;
  private static final int CHECKSUM = 4;

  /// What is encrypted?
  enum Kind {
    H264(0xDB, 0x1B),
    AAC(0xCF, 0x0F),
    AC3(0xC1, 0x81),
    EAC3(0xC2, 0x87);

    private final int encrypted;
    private final int clear;

    Kind(int encrypted, int clear) {
      this.encrypted = encrypted;
      this.clear = clear;
    }
  }

  private ProgramMap() {}

  /// How long a section is, bytes; 0 while that is not to be seen.
  static int length(byte[] section) {
    return section.length < 3 ? 0 : 3 + ((section[1] & 0xF) << 8 | (section[2] & 0xFF));
  }

  /// Writes the types of streams in the clear into a whole section; the encrypted streams by pid.
  static Map<Integer, Kind> open(byte[] section, int length) {
    Map<Integer, Kind> streams = new HashMap<>();
    int end = Math.min(section.length, length) - CHECKSUM;
    if (end < 12 || section[0] != TABLE) {
      return streams;
    }
    int at = 12 + ((section[10] & 0xF) << 8 | (section[11] & 0xFF));
    while (at + 5 <= end) {
      for (Kind kind : Kind.values()) {
        if ((section[at] & 0xFF) == kind.encrypted) {
          section[at] = (byte) kind.clear;
          streams.put((section[at + 1] & 0x1F) << 8 | (section[at + 2] & 0xFF), kind);
        }
      }
      at += 5 + ((section[at + 3] & 0xF) << 8 | (section[at + 4] & 0xFF));
    }
    int checksum = Crc32.of(section, 0, end);
    for (int i = 0; i < CHECKSUM; i++) {
      section[end + i] = (byte) (checksum >> (24 - 8 * i));
    }
    return streams;
  }
}
