// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.PlaylistText;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.util.Set;

/// Is a playlist of one kind only (rule 4)?
final class KindCheck {
  private static final Set<String> SEGMENTS =
      Set.of(
          "#EXTINF",
          "#EXT-X-BYTERANGE",
          "#EXT-X-DISCONTINUITY",
          "#EXT-X-KEY",
          "#EXT-X-MAP",
          "#EXT-X-PROGRAM-DATE-TIME",
          "#EXT-X-GAP",
          "#EXT-X-BITRATE",
          "#EXT-X-PART",
          "#EXT-X-TARGETDURATION",
          "#EXT-X-MEDIA-SEQUENCE",
          "#EXT-X-DISCONTINUITY-SEQUENCE",
          "#EXT-X-ENDLIST",
          "#EXT-X-PLAYLIST-TYPE",
          "#EXT-X-I-FRAMES-ONLY",
          "#EXT-X-PART-INF",
          "#EXT-X-SERVER-CONTROL",
          "#EXT-X-DATERANGE",
          "#EXT-X-SKIP",
          "#EXT-X-PRELOAD-HINT",
          "#EXT-X-RENDITION-REPORT");
  private static final Set<String> VARIANTS =
      Set.of("#EXT-X-SESSION-DATA", "#EXT-X-SESSION-KEY", "#EXT-X-CONTENT-STEERING");

  private KindCheck() {}

  static void check(PlaylistText text, Reporter out) {
    boolean multivariant = text.isMultivariant();
    for (Line line : text.lines()) {
      if (multivariant && SEGMENTS.contains(line.name())) {
        out.report(
            TextRule.NO_MIXTURE,
            line.number(),
            "%s stands in a playlist that lists variants",
            line.name().substring(1));
        return;
      }
      if (!multivariant && VARIANTS.contains(line.name())) {
        out.report(
            TextRule.NO_MIXTURE,
            line.number(),
            "%s stands in a playlist without variants",
            line.name().substring(1));
      }
    }
  }
}
