// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.PlaylistText;
import io.tally.player.rules.LowLatencyRule;
import io.tally.player.rules.Reporter;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Are parts cut and announced as a viewer near live needs them (rules 51 and 53 to 55)?
final class PartCheck {
  private static final Set<String> OF_SEGMENT =
      Set.of(
          "#EXT-X-MAP",
          "#EXT-X-KEY",
          "#EXT-X-PROGRAM-DATE-TIME",
          "#EXT-X-DISCONTINUITY",
          "#EXT-X-GAP");
  private static final double SHORTEST = 0.85;
  private static final long ROUNDING_NS = 1_000_000; // three decimals
  private static final long ONE_FRAME_NS = 50_000_000; // of twenty a second

  private PartCheck() {}

  static void check(PlaylistText text, MediaPlaylist media, Reporter out) {
    order(text, out);
    OptionalLong targetNs = media.lowLatency().partTargetNs();
    long oldest = media.durationNs() - 3 * media.targetDurationNs();
    for (Segment segment : media.segments()) {
      if (segment.parts().isEmpty()) {
        continue;
      }
      targetNs.ifPresent(target -> lengths(segment.parts(), true, target, out));
      sum(segment, out);
      // A target duration of grace: between two reloads a segment becomes old.
      if (segment.startNs() + segment.durationNs() + media.targetDurationNs() < oldest) {
        out.report(
            LowLatencyRule.OLD_PARTS,
            segment.parts().getFirst().line(),
            "Segment %d still has its parts, %.1f s before the end",
            segment.mediaSequence(),
            (media.durationNs() - segment.startNs()) / 1e9);
      }
    }
    targetNs.ifPresent(target -> lengths(media.lowLatency().openParts(), false, target, out));
  }

  private static void lengths(List<Part> parts, boolean whole, long targetNs, Reporter out) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean last = i == parts.size() - 1;
      boolean excused = part.independent() || part.gap() || (last ? whole : parts.get(i + 1).gap());
      if (part.durationNs() > targetNs + ROUNDING_NS) {
        out.report(
            LowLatencyRule.PART_LENGTH,
            part.line(),
            "A part of %.3f s is longer than the part target of %.3f s",
            part.durationNs() / 1e9,
            targetNs / 1e9);
      } else if (!excused && part.durationNs() < SHORTEST * targetNs - ROUNDING_NS) {
        out.report(
            LowLatencyRule.PART_LENGTH,
            part.line(),
            "A part of %.3f s in the middle of a segment is shorter than 85 %% of the part target"
                + " of %.3f s",
            part.durationNs() / 1e9,
            targetNs / 1e9);
      }
    }
  }

  private static void sum(Segment segment, Reporter out) {
    long sumNs = segment.parts().stream().mapToLong(Part::durationNs).sum();
    if (Math.abs(sumNs - segment.durationNs()) > ONE_FRAME_NS) {
      out.report(
          LowLatencyRule.PARTS_ADD_UP,
          segment.line(),
          "The parts of segment %d last %.3f s together, and its EXTINF says %.3f s",
          segment.mediaSequence(),
          sumNs / 1e9,
          segment.durationNs() / 1e9);
    }
  }

  private static void order(PlaylistText text, Reporter out) {
    int firstPart = 0;
    for (Line line : text.lines()) {
      if (line.is("#EXT-X-PART")) {
        firstPart = firstPart == 0 ? line.number() : firstPart;
      } else if (line.isAddress()) {
        firstPart = 0;
      } else if (firstPart > 0 && OF_SEGMENT.contains(line.name())) {
        out.report(
            LowLatencyRule.TAGS_BEFORE_PARTS,
            line.number(),
            "%s stands behind the first part of its segment in line %d",
            line.name().substring(1),
            firstPart);
      }
    }
  }
}
