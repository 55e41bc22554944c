// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption.dtvcc;

/// Which character does a code mean (CEA-708 7.1, tables G0 to G3)?
final class CodeSpaces {
  private static final char UNKNOWN = '_'; // CEA-708 9.3: what stands for one that is not known
  private static final String G2_LAST = "⅛⅜⅝⅞│┐└─┘┌";

  private CodeSpaces() {}

  /// From 0x20 to 0x7F, and from 0xA0 to 0xFF.
  static char basic(int code) {
    return code == 0x7F ? '♪' : (char) code;
  }

  /// Behind the code for the extended spaces, from 0x20 to 0x7F, and from 0xA0 to 0xFF.
  static char extended(int code) {
    return switch (code) {
      case 0x20, 0x21 -> ' ';
      case 0x25 -> '…';
      case 0x2A -> 'Š';
      case 0x2C -> 'Œ';
      case 0x30 -> '█';
      case 0x31 -> '‘';
      case 0x32 -> '’';
      case 0x33 -> '“';
      case 0x34 -> '”';
      case 0x35 -> '•';
      case 0x39 -> '™';
      case 0x3A -> 'š';
      case 0x3C -> 'œ';
      case 0x3D -> '℠';
      case 0x3F -> 'Ÿ';
      default -> code >= 0x76 && code <= 0x7F ? G2_LAST.charAt(code - 0x76) : UNKNOWN;
    };
  }
}
