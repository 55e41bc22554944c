// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.read;

import java.util.Collection;
import java.util.stream.Collectors;

/// What do people call the stream types that are not taken (ISO/IEC 13818-1 table 2-34)?
final class StreamTypes {
  private StreamTypes() {}

  static String names(Collection<Integer> types) {
    return types.stream().distinct().map(StreamTypes::name).collect(Collectors.joining(", "));
  }

  private static String name(int type) {
    return switch (type) {
      case 0x01 -> "MPEG-1 video";
      case 0x02 -> "MPEG-2 video";
      case 0x03, 0x04 -> "MPEG audio (MP2)";
      case 0x10 -> "MPEG-4 part 2 video";
      case 0x11 -> "AAC in LATM";
      case 0x33 -> "VVC";
      case 0x81, 0x87 -> "Dolby audio (AC-3)";
      case 0x86 -> "ad markers (SCTE 35)";
      default -> "stream type 0x%02X".formatted(type);
    };
  }
}
