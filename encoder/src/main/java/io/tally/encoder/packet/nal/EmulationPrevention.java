// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.nal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// How does a NAL unit hold bytes that look like a start code (H.264 section 7.4.1.1, H.265 section
/// 7.4.2.1)?
///
/// Two zeros and a byte of at most 3 get a 3 between them.
public final class EmulationPrevention {
  private static final byte MARK = 3;

  private EmulationPrevention() {}

  /// The bytes as they stand in a unit.
  public static byte[] with(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 8);
    int zeros = 0;
    for (byte b : bytes) {
      if (zeros >= 2 && (b & 0xFF) <= MARK) {
        out.write(MARK);
        zeros = 0;
      }
      zeros = b == 0 ? zeros + 1 : 0;
      out.write(b);
    }
    return out.toByteArray();
  }

  /// The bytes as they are meant.
  ///
  /// @param from of the unit's bytes
  /// @param to behind the last of them
  public static byte[] without(byte[] unit, int from, int to) {
    byte[] meant = new byte[to - from];
    int length = 0;
    int zeros = 0;
    for (int i = from; i < to; i++) {
      byte b = unit[i];
      if (zeros >= 2 && b == MARK) {
        zeros = 0;
        continue;
      }
      zeros = b == 0 ? zeros + 1 : 0;
      meant[length++] = b;
    }
    return Arrays.copyOf(meant, length);
  }
}
