// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What is a segment called (segmentation_upid, SCTE 35 10.3.3.1)?
///
/// @param type segmentation_upid_type
/// @param scheme what that type is called
/// @param name in the form that people know it by; empty when it is not used
public record Upid(int type, String scheme, String name) {
  private static final int SEVERAL = 0x0D;
  private static final int MOST_SHOWN = 64; // bytes in hexadecimal

  static Upid of(int type, byte[] bytes) {
    return new Upid(type, scheme(type), name(type, bytes, 0));
  }

  private static String scheme(int type) {
    return switch (type) {
      case 0x00 -> "not used";
      case 0x01 -> "user defined";
      case 0x02 -> "ISCI";
      case 0x03 -> "Ad-ID";
      case 0x04 -> "UMID";
      case 0x05, 0x06 -> "ISAN";
      case 0x07 -> "TID";
      case 0x08 -> "TI";
      case 0x09 -> "ADI";
      case 0x0A -> "EIDR";
      case 0x0B -> "ATSC content identifier";
      case 0x0C -> "MPU";
      case SEVERAL -> "MID";
      case 0x0E -> "ADS information";
      case 0x0F -> "URI";
      case 0x10 -> "UUID";
      case 0x11 -> "SCR";
      default -> "reserved type " + hex(new byte[] {(byte) type});
    };
  }

  private static String name(int type, byte[] bytes, int depth) {
    return switch (type) {
      case 0x02, 0x03, 0x07, 0x09, 0x0E, 0x0F, 0x11 -> text(bytes);
      case 0x0A -> eidr(bytes);
      case 0x0C -> mpu(bytes);
      case SEVERAL -> depth == 0 ? several(bytes) : hex(bytes);
      case 0x10 -> bytes.length == 16 ? uuid(bytes) : text(bytes);
      default -> hex(bytes);
    };
  }

  private static String hex(byte[] bytes) {
    String shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MOST_SHOWN));
    return bytes.length == 0 ? "" : "0x" + shown + (bytes.length > MOST_SHOWN ? "…" : "");
  }

  /// Bytes that are no text are shown as they are.
  private static String text(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    return text.chars().allMatch(c -> !Character.isISOControl(c) && c != 0xFFFD)
        ? text.strip()
        : hex(bytes);
  }

  /// Two bytes of prefix and ten of suffix (SCTE 35 table 22).
  private static String eidr(byte[] bytes) {
    if (bytes.length != 12) {
      return hex(bytes);
    }
    String digits = HexFormat.of().withUpperCase().formatHex(bytes, 2, 12);
    int prefix = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    return "10." + prefix + "/" + String.join("-", digits.split("(?<=\\G.{4})"));
  }

  private static String mpu(byte[] bytes) {
    return bytes.length < 4
        ? hex(bytes)
        : text(Arrays.copyOf(bytes, 4)) + " " + hex(Arrays.copyOfRange(bytes, 4, bytes.length));
  }

  private static String uuid(byte[] bytes) {
    return HexFormat.of()
        .formatHex(bytes)
        .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }

  private static String several(byte[] bytes) {
    List<String> names = new ArrayList<>();
    int at = 0;
    while (at + 2 <= bytes.length) {
      int type = bytes[at] & 0xFF;
      int end = Math.min(bytes.length, at + 2 + (bytes[at + 1] & 0xFF));
      names.add(scheme(type) + " " + name(type, Arrays.copyOfRange(bytes, at + 2, end), 1));
      at = end;
    }
    return String.join(", ", names);
  }

  /// Four characters, or their value where they are none.
  static String identifier(long value) {
    byte[] bytes = {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    String text = new String(bytes, US_ASCII);
    return text.chars().allMatch(c -> c > ' ' && c < 0x7F) ? text : hex(bytes);
  }
}
