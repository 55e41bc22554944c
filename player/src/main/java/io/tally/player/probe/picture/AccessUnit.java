// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.picture;

import io.tally.encoder.packet.nal.NalSyntax;
import java.util.Optional;

/// Does a coded picture need no other, and which parameters come with it?
///
/// Reads the NAL units behind start codes (ITU-T H.264 Annex B, H.265 Annex B).
///
/// @param known whether a picture was found at all
public record AccessUnit(boolean known, boolean independent, Optional<H264Parameters> parameters) {
  private static final int IDR = 5;
  private static final int HEVC_FIRST_KEY = 16;
  private static final int HEVC_LAST_KEY = 21;

  /// Reads as far as the first slice.
  public static AccessUnit read(byte[] bytes, int to, boolean hevc) {
    NalSyntax syntax = hevc ? NalSyntax.HEVC : NalSyntax.H264;
    Optional<H264Parameters> parameters = Optional.empty();
    NalWalk units = new NalWalk(bytes, to, NalWalk.Format.startCodes(syntax));
    while (units.next()) {
      int type = units.type();
      if (units.isSlice()) {
        boolean key = hevc ? type >= HEVC_FIRST_KEY && type <= HEVC_LAST_KEY : type == IDR;
        return new AccessUnit(true, key, parameters);
      }
      if (!hevc && type == NalSyntax.SPS) {
        parameters = H264Parameters.read(bytes, units.payload(), units.to());
      }
    }
    return new AccessUnit(false, false, parameters);
  }
}
