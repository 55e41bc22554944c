// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts;

import java.nio.ByteBuffer;

/// Which checksum ends a section (ISO/IEC 13818-1 annex A)?
public final class SectionCrc {
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] TABLE = table();

  private SectionCrc() {}

  private static int[] table() {
    var table = new int[256];
    for (var i = 0; i < table.length; i++) {
      var value = i << 24;
      for (var bit = 0; bit < 8; bit++) {
        value = value < 0 ? value << 1 ^ POLYNOMIAL : value << 1;
      }
      table[i] = value;
    }
    return table;
  }

  /// Of all that remains; over a section with its checksum it is 0.
  ///
  /// @param bytes borrowed; the position stays
  public static int of(ByteBuffer bytes) {
    var value = -1;
    for (var at = bytes.position(); at < bytes.limit(); at++) {
      value = (value << 8) ^ TABLE[(value >>> 24) ^ (bytes.get(at) & 0xFF)];
    }
    return value;
  }
}
