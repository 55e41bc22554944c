// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

/// Which numbers stand in a video tag's first bytes (FLV 10.1 section E.4.3.1; Enhanced RTMP v2)?
final class VideoTagBytes {
  static final int KEYFRAME = 1;
  static final int INTER_FRAME = 2;
  static final int COMMAND_FRAME = 5;
  static final int AVC = 7;
  static final int CONFIG = 0;
  static final int PICTURE = 1;
  static final int EX_SEQUENCE_START = 0;
  static final int EX_CODED_FRAMES = 1;
  static final int EX_CODED_FRAMES_X = 3;
  static final int EX_MULTITRACK = 6;

  private VideoTagBytes() {}

  static String codecName(int id) {
    return switch (id) {
      case 2 -> "Sorenson H.263";
      case 3, 6 -> "Screen Video";
      case 4, 5 -> "VP6";
      case 8, 9 -> "H.263 or MPEG-4";
      case 12 -> "HEVC in a form older than Enhanced RTMP";
      default -> "codec number " + id;
    };
  }
}
