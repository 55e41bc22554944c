// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

/// Which numbers stand in an audio tag's first bytes (FLV 10.1 section E.4.2.1)?
final class AudioTagBytes {
  static final int AAC = 10;
  static final int ENHANCED = 9;

  /// AAC, 44.1 kHz, 16 bit, stereo: the fixed values of every AAC tag, whatever the sound is.
  static final byte AAC_HEADER = (byte) 0xAF;

  static final int CONFIG = 0;
  static final int FRAME = 1;
  static final int EX_SEQUENCE_START = 0;
  static final int EX_CODED_FRAMES = 1;
  static final int EX_MULTITRACK = 5;

  private AudioTagBytes() {}

  static String codecName(int format) {
    return switch (format) {
      case 0, 3 -> "PCM";
      case 1 -> "ADPCM";
      case 2, 14 -> "MP3";
      case 4, 5, 6 -> "Nellymoser";
      case 7, 8 -> "G.711";
      case 11 -> "Speex";
      default -> "codec number " + format;
    };
  }
}
