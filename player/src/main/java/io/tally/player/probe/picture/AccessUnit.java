// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.picture;

import java.util.Optional;

/// Does a coded picture need no other, and which parameters come with it?
///
/// Reads the NAL units behind start codes (ITU-T H.264 Annex B, H.265 Annex B).
///
/// @param known whether a picture was found at all
public record AccessUnit(boolean known, boolean independent, Optional<H264Parameters> parameters) {
  private static final int SLICE = 1;
  private static final int IDR = 5;
  private static final int SEQUENCE_PARAMETERS = 7;
  private static final int HEVC_FIRST_KEY = 16;
  private static final int HEVC_LAST_KEY = 21;
  private static final int HEVC_PICTURES = 31;

  /// Reads as far as the first slice.
  public static AccessUnit read(byte[] bytes, int to, boolean hevc) {
    Optional<H264Parameters> parameters = Optional.empty();
    int nal = nextNal(bytes, 0, to);
    while (nal >= 0 && nal < to) {
      int following = nextNal(bytes, nal, to);
      int type = hevc ? bytes[nal] >> 1 & 0x3F : bytes[nal] & 0x1F;
      if (hevc && type <= HEVC_PICTURES) {
        boolean key = type >= HEVC_FIRST_KEY && type <= HEVC_LAST_KEY;
        return new AccessUnit(true, key, parameters);
      }
      if (!hevc && type == SEQUENCE_PARAMETERS) {
        parameters = H264Parameters.read(bytes, nal + 1, following < 0 ? to : following);
      } else if (!hevc && type >= SLICE && type <= IDR) {
        return new AccessUnit(true, type == IDR, parameters);
      }
      nal = following;
    }
    return new AccessUnit(false, false, parameters);
  }

  /// The first byte behind the next start code; negative without one.
  private static int nextNal(byte[] bytes, int from, int to) {
    for (int i = from; i + 3 < to; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        return i + 3;
      }
    }
    return -1;
  }
}
