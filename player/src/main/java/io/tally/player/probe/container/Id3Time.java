// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.OptionalLong;

/// Which time does the ID3 tag before packed audio tell (RFC 8216bis 3.1.3)?
///
/// @param ns in MPEG's clock, ns; empty when there is no such tag
/// @param end where the tag ends and sound begins
public record Id3Time(OptionalLong ns, int end) {
  private static final String OWNER = "com.apple.streaming.transportStreamTimestamp";
  private static final int HEADER = 10;

  /// Reads the tag, if the bytes begin with one.
  public static Id3Time read(byte[] bytes) {
    if (bytes.length < HEADER || bytes[0] != 'I' || bytes[1] != 'D' || bytes[2] != '3') {
      return new Id3Time(OptionalLong.empty(), 0);
    }
    int size =
        (bytes[6] & 0x7F) << 21
            | (bytes[7] & 0x7F) << 14
            | (bytes[8] & 0x7F) << 7
            | (bytes[9] & 0x7F);
    int end = Math.min(bytes.length, HEADER + size);
    String tag = new String(bytes, 0, end, ISO_8859_1);
    int owner = tag.indexOf(OWNER);
    int at = owner + OWNER.length() + 1;
    if (owner < 0 || at + 8 > end) {
      return new Id3Time(OptionalLong.empty(), end);
    }
    long ticks = 0;
    for (int i = 0; i < 8; i++) {
      ticks = ticks << 8 | (bytes[at + i] & 0xFF);
    }
    return new Id3Time(OptionalLong.of(Ticks.mpegNs(ticks & 0x1_FFFF_FFFFL)), end);
  }
}
