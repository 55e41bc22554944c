// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import io.tally.player.timeline.Anchors.Anchor;
import java.util.List;

/// When, in run time, are the cues of a segment due?
///
/// Their file says which time of the stream its own times are; the picture at the same place says
/// by how much the stream's times are shifted. Where that leads far away from the segment, the
/// times are taken for places in the stream, as many authors write them.
final class CueTimes {
  private static final long FAR_NS = 10_000_000_000L;

  private CueTimes() {}

  /// @param positionNs where the segment begins in the stream
  /// @param durationNs how long it is said to last
  static List<Cue> place(WebVtt file, Anchor anchor, long positionNs, long durationNs) {
    if (file.cues().isEmpty()) {
      return List.of();
    }
    Cue first = file.cues().getFirst();
    long expectedNs = anchor.runNs() + positionNs - anchor.positionNs();
    long told = file.map().orElse(TimestampMap.NONE).offsetNs() + anchor.shiftNs();
    // The ticks may have begun anew since the stream did, or the other way round.
    long aheadNs = expectedNs - (first.startNs() + told);
    told += Math.round((double) aheadNs / TimestampMap.WRAP_NS) * TimestampMap.WRAP_NS;
    long byPlace = anchor.runNs() - anchor.positionNs();
    boolean near = touches(first.moved(told), expectedNs, durationNs);
    boolean elsewhere = !near && touches(first.moved(byPlace), expectedNs, durationNs);
    long shiftNs = elsewhere ? byPlace : told;
    return file.cues().stream().map(cue -> cue.moved(shiftNs)).toList();
  }

  private static boolean touches(Cue cue, long segmentNs, long durationNs) {
    return cue.endNs() > segmentNs - FAR_NS && cue.startNs() < segmentNs + durationNs + FAR_NS;
  }
}
