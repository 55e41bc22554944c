// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Reporter;
import java.util.Optional;
import java.util.OptionalLong;

/// Do times run on from segment to segment (rule 65)?
final class ContinuityCheck {
  private static final long JUMP_NS = 500_000_000;
  private static final long HOLE_NS = 50_000_000;

  private ContinuityCheck() {}

  static void check(SeenSegment before, SeenSegment now, Reporter out) {
    OptionalLong found = gapNs(before, now);
    if (found.isEmpty()) {
      return;
    }
    long gapNs = found.getAsLong();
    long frameNs = 2 * before.span().orElseThrow().sampleNs() + HOLE_NS;
    if (Math.abs(gapNs) > JUMP_NS) {
      out.report(
          MediaRule.TIME_RUNS_ON,
          now.segment().line(),
          "Segment %d begins %.3f s %s the end of the one before, without EXT-X-DISCONTINUITY",
          now.segment().mediaSequence(),
          Math.abs(gapNs) / 1e9,
          gapNs > 0 ? "after" : "before");
    } else if (Math.abs(gapNs) > frameNs) {
      out.warn(
          MediaRule.TIME_RUNS_ON,
          now.segment().line(),
          "Between segment %d and the one before there is %s of %.3f s",
          now.segment().mediaSequence(),
          gapNs > 0 ? "a hole" : "an overlap",
          Math.abs(gapNs) / 1e9);
    }
  }

  /// How much later a segment begins than the one before ends; empty when one has no times.
  ///
  /// In the order of decoding where the container tells it. When the last picture ends that is
  /// shown, is not told by it: an encoder that reorders writes a hole between two pictures into the
  /// durations of others.
  static OptionalLong gapNs(SeenSegment before, SeenSegment now) {
    Optional<Span> last = before.span();
    Optional<Span> next = now.span();
    if (last.isEmpty() || next.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong endDecodeNs = last.get().endDecodeNs();
    long gapNs =
        endDecodeNs.isPresent() && next.get().endDecodeNs().isPresent()
            ? next.get().firstDecodeNs() - endDecodeNs.getAsLong()
            : next.get().firstNs() - last.get().endNs();
    return OptionalLong.of(unwrapped(gapNs, next.get().wrapNs()));
  }

  /// A difference of times, the nearest to zero that a clock which begins again allows.
  static long unwrapped(long differenceNs, long wrapNs) {
    return wrapNs == 0
        ? differenceNs
        : Math.floorMod(differenceNs + wrapNs / 2, wrapNs) - wrapNs / 2;
  }
}
