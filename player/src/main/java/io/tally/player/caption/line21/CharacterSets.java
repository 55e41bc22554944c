// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption.line21;

/// Which character does a code mean (CEA-608 tables 5 to 10; 47 CFR 15.119 (g))?
final class CharacterSets {
  private static final String SPECIAL = "®°½¿™¢£♪à\u00a0èâêîôû";
  private static final String SPANISH_FRENCH = "ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»";
  private static final String PORTUGUESE_GERMAN = "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘";

  private CharacterSets() {}

  /// Of a single byte from 0x20 on.
  static char standard(int code) {
    return switch (code) {
      case 0x27 -> '’';
      case 0x2A -> 'á';
      case 0x5C -> 'é';
      case 0x5E -> 'í';
      case 0x5F -> 'ó';
      case 0x60 -> 'ú';
      case 0x7B -> 'ç';
      case 0x7C -> '÷';
      case 0x7D -> 'Ñ';
      case 0x7E -> 'ñ';
      case 0x7F -> '█';
      default -> (char) code;
    };
  }

  /// Of a second byte from 0x30 to 0x3F behind 0x11.
  static char special(int code) {
    return SPECIAL.charAt(code - 0x30);
  }

  /// Of a second byte from 0x20 to 0x3F behind 0x12.
  static char spanishOrFrench(int code) {
    return SPANISH_FRENCH.charAt(code - 0x20);
  }

  /// Of a second byte from 0x20 to 0x3F behind 0x13.
  static char portugueseOrGerman(int code) {
    return PORTUGUESE_GERMAN.charAt(code - 0x20);
  }
}
