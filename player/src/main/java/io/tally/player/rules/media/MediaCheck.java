// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.probe.SegmentFacts;
import io.tally.player.rules.Reporter;
import org.jspecify.annotations.Nullable;

/// Which rules do the segments of one media playlist break?
///
/// They go in by rising number; where some were left out, nothing is compared across the hole. One
/// object per media playlist. Threads: one at a time.
public final class MediaCheck {
  private final DurationCheck durations = new DurationCheck();
  private final KeyframeCheck keyframes;
  private final BitrateCheck bitrates = new BitrateCheck();
  private @Nullable SeenSegment before;

  /// @param independent EXT-X-INDEPENDENT-SEGMENTS stands in the multivariant playlist, and so
  ///   holds for this one, too (RFC 8216bis 4.4.2.1)
  public MediaCheck(boolean independent) {
    keyframes = new KeyframeCheck(independent);
  }

  /// Takes the next segment.
  public void next(SeenSegment now, Reporter out) {
    SeenSegment last = before;
    before = now;
    bitrates.next(now, out);
    ContainerCheck.check(now, out);
    if (now.facts().kind() == SegmentFacts.Kind.UNKNOWN) {
      return; // encrypted, or no media; the container's check has told
    }
    boolean follows = last != null && now.follows(last);
    FormatCheck.check(now, out);
    keyframes.next(now, follows, out);
    durations.next(now, follows, out);
    if (follows && last != null && last.facts().kind() != SegmentFacts.Kind.UNKNOWN) {
      ContinuityCheck.check(last, now, out);
      FormatCheck.changes(last, now, out);
    }
  }
}
