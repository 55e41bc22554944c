// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.container;

/// Which check sum do the bytes of an MPEG section have (ISO/IEC 13818-1 annex A)?
public final class Crc32 {
  private static final int POLYNOMIAL = 0x04C1_1DB7;

  private Crc32() {}

  /// Over a section with its own sum it is 0.
  public static int of(byte[] bytes, int from, int to) {
    int sum = -1;
    for (int i = from; i < to; i++) {
      sum ^= bytes[i] << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = sum < 0 ? sum << 1 ^ POLYNOMIAL : sum << 1;
      }
    }
    return sum;
  }
}
