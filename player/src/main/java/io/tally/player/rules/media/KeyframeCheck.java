// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.playlist.Part;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.rules.LowLatencyRule;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.VariantRule;
import java.util.Optional;

/// Do keyframes stand where viewers need them (rules 32, 52, 62 and 63)?
public final class KeyframeCheck {
  private static final double MOST_SECONDS = 2.05; // two seconds, and a frame
  private static final int ENOUGH_TO_ADVISE = 3;

  private final boolean promisedForAll;
  private int startedWithIdr;
  private boolean advised;
  private long lastKeyNs = Long.MIN_VALUE;

  KeyframeCheck(boolean promisedForAll) {
    this.promisedForAll = promisedForAll;
  }

  void next(SeenSegment now, boolean follows, Reporter out) {
    Optional<Video> found = now.facts().video();
    if (found.isEmpty()) {
      return;
    }
    Video video = found.get();
    start(now, video, out);
    distance(now, video, follows, out);
  }

  private void start(SeenSegment now, Video video, Reporter out) {
    boolean promised = promisedForAll || now.playlist().independentSegments();
    if (!video.startsWithIdr()) {
      startedWithIdr = Integer.MIN_VALUE / 2;
      if (promised || out.profile() != Profile.RFC) {
        out.report(
            MediaRule.STARTS_WITH_IDR,
            now.segment().line(),
            "%s begins with a picture that needs others%s",
            now.name(),
            promised ? ", and EXT-X-INDEPENDENT-SEGMENTS says otherwise" : "");
      }
    } else if (++startedWithIdr >= ENOUGH_TO_ADVISE && !promised && !advised) {
      advised = true;
      out.report(
          VariantRule.INDEPENDENT,
          0,
          "Segments begin with keyframes, and EXT-X-INDEPENDENT-SEGMENTS is missing");
    }
  }

  private void distance(SeenSegment now, Video video, boolean follows, Reporter out) {
    if (!follows) {
      lastKeyNs = Long.MIN_VALUE;
    }
    for (long key : video.keyframesNs()) {
      long apartNs =
          lastKeyNs == Long.MIN_VALUE
              ? 0
              : ContinuityCheck.unwrapped(key - lastKeyNs, video.span().wrapNs());
      if (apartNs > MOST_SECONDS * 1e9 && apartNs < 60e9) {
        out.report(
            MediaRule.KEYFRAMES,
            now.segment().line(),
            "%s has a keyframe %.2f s after the one before",
            now.name(),
            apartNs / 1e9);
      }
      lastKeyNs = key;
    }
  }

  /// Whether a part is what its INDEPENDENT says.
  public static void part(Part part, SegmentFacts facts, Reporter out) {
    if (facts.video().isEmpty()) {
      return;
    }
    boolean keyframe = !facts.video().get().keyframesNs().isEmpty();
    if (part.independent() && !keyframe) {
      out.report(
          LowLatencyRule.PART_INDEPENDENT,
          part.line(),
          "A part says INDEPENDENT=YES and has no keyframe");
    } else if (!part.independent() && keyframe) {
      out.warn(
          LowLatencyRule.PART_INDEPENDENT,
          part.line(),
          "A part has a keyframe and does not say INDEPENDENT=YES");
    }
  }
}
