// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import io.tally.player.playlist.MultivariantPlaylist.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What does one variant of a stream cost, and what does it give?
///
/// @param index its place among the variants, each of which counts once on however many pathways it
///   is, from 0
/// @param peakBps BANDWIDTH, bit/s; 0 when not told
/// @param averageBps AVERAGE-BANDWIDTH, else the peak, bit/s
/// @param width px; 0 when not told
/// @param height px; 0 when not told
/// @param video whether it has a picture, as far as is told
/// @param family what a change to another would need another decoder for: video codec and range;
///   empty when not told
public record Rung(
    int index, long peakBps, long averageBps, int width, int height, boolean video, String family) {
  /// What offers no choice, and tells nothing.
  public static final Rung ONLY = new Rung(0, 0, 0, 0, 0, true, "");

  /// The ladder of a stream, in the order of its variants.
  public static List<Rung> ladder(List<Variant> variants) {
    List<Rung> rungs = new ArrayList<>();
    for (Variant variant : variants) {
      rungs.add(
          new Rung(
              rungs.size(),
              variant.bandwidthBps(),
              variant.averageBandwidthBps().orElse(variant.bandwidthBps()),
              variant.width(),
              variant.height(),
              variant.hasVideo(),
              family(variant)));
    }
    return List.copyOf(rungs);
  }

  private static String family(Variant variant) {
    for (String codec : variant.codecs().toLowerCase(Locale.ROOT).split(",", -1)) {
      String name = codec.strip().split("\\.", -1)[0];
      String decoder =
          switch (name) {
            case "avc1", "avc3" -> "H.264";
            case "hvc1", "hev1", "dvh1", "dvhe" -> "HEVC";
            case "av01" -> "AV1";
            case "vp09" -> "VP9";
            default -> "";
          };
      if (!decoder.isEmpty()) {
        String range = variant.videoRange().filter(told -> !told.equals("SDR")).orElse("");
        return range.isEmpty() ? decoder : decoder + " " + range;
      }
    }
    return "";
  }

  /// As people call it, such as `720p at 2.5 Mbit/s`.
  public String name() {
    String rate = rate(peakBps);
    return height > 0 ? height + "p at " + rate : rate;
  }

  /// As short as can be told apart, such as `720p 2.5 M`.
  public String shortName() {
    String rate = String.format(Locale.ROOT, "%.1f M", peakBps / 1e6);
    return height > 0 ? height + "p " + rate : rate;
  }

  /// A bit rate as people read it.
  static String rate(long bps) {
    return bps >= 1_000_000
        ? String.format(Locale.ROOT, "%.1f Mbit/s", bps / 1e6)
        : String.format(Locale.ROOT, "%d kbit/s", Math.round(bps / 1e3));
  }
}
