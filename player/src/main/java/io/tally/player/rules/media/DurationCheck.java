// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.util.Optional;

/// Do segments last as long as they say (rules 9 and 64)?
///
/// Compares where each segment begins with the sum of EXTINF before it, so that rounding does not
/// add up.
final class DurationCheck {
  private static final long ROUNDING_NS = 2_000_000;
  private static final long LEAST_FRAME_NS = 24_000_000; // a block of AAC at 44.1 kHz
  private static final long HALF_A_SECOND_NS = 500_000_000;

  private boolean begun;
  private long originNs;
  private long toldNs;
  private long worstNs;

  void next(SeenSegment now, boolean follows, Reporter out) {
    Optional<Span> found = now.span();
    if (found.isEmpty()) {
      begun = false;
      return;
    }
    Span span = found.get();
    if (!begun || !follows) {
      begun = true;
      originNs = span.firstNs();
      toldNs = 0;
      worstNs = 0;
    } else {
      sum(now, span, out);
    }
    toldNs += now.segment().durationNs();
    tooLong(now, span, out);
  }

  private void sum(SeenSegment now, Span span, Reporter out) {
    long realNs = ContinuityCheck.unwrapped(span.firstNs() - originNs - toldNs, span.wrapNs());
    long frameNs = Math.max(LEAST_FRAME_NS, span.sampleNs()) + ROUNDING_NS;
    if (Math.abs(realNs) > frameNs + worstNs && Math.abs(realNs) < HALF_A_SECOND_NS * 20) {
      worstNs = Math.abs(realNs); // told again only when it has grown by a frame
      out.report(
          MediaRule.DURATION_TRUE,
          now.segment().line(),
          "Up to segment %d the durations are together %d ms too %s for the media",
          now.segment().mediaSequence(),
          Math.abs(realNs) / 1_000_000,
          realNs > 0 ? "short" : "long");
    }
  }

  private static void tooLong(SeenSegment now, Span span, Reporter out) {
    long limitNs = now.playlist().targetDurationNs() + HALF_A_SECOND_NS;
    if (span.durationNs() > limitNs && out.profile() != Profile.RFC) {
      out.report(
          TextRule.SEGMENT_LENGTH,
          now.segment().line(),
          "%s really lasts %.3f s, more than half a second above the target duration of %.0f s",
          now.name(),
          span.durationNs() / 1e9,
          now.playlist().targetDurationNs() / 1e9);
    }
  }
}
