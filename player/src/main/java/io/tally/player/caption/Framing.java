// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

/// How are the NAL units of a coded picture told apart?
///
/// @param hevc coded by H.265, else by H.264
/// @param lengthBytes so many bytes before each unit say its length; 0 where start codes stand
public record Framing(boolean hevc, int lengthBytes) {
  private static final int AVC_LENGTH_AT = 4;
  private static final int HEVC_LENGTH_AT = 21;

  /// What a decoder's configuration says (ISO/IEC 14496-15 5.3.3 and 8.3.3).
  ///
  /// @param configuration `avcC` or `hvcC` without its header; anything else means start codes
  public static Framing of(boolean hevc, byte[] configuration) {
    int at = hevc ? HEVC_LENGTH_AT : AVC_LENGTH_AT;
    boolean lengths = configuration.length > at && configuration[0] == 1;
    return new Framing(hevc, lengths ? (configuration[at] & 3) + 1 : 0);
  }
}
