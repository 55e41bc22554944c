// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.playlist.Segment;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.rules.LowLatencyRule;
import io.tally.player.rules.Reporter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Do the parts of a segment hold the samples that the segment holds (rule 53)?
///
/// Their bytes may differ, because each may have tables or a header of its own; the pictures and
/// the sound may not.
public final class PartsCheck {
  private static final long TOLERANCE_NS = 2_000_000; // rounding of clocks

  private PartsCheck() {}

  /// Compares a whole segment with all of its parts, in order.
  public static void check(
      Segment segment, SegmentFacts whole, List<SegmentFacts> parts, Reporter out) {
    compare("pictures", segment, whole, parts, facts -> facts.video().map(Video::span), out);
    compare(
        "blocks of sound",
        segment,
        whole,
        parts,
        facts -> facts.audio().stream().findFirst().map(Audio::span),
        out);
  }

  private static void compare(
      String what,
      Segment segment,
      SegmentFacts whole,
      List<SegmentFacts> parts,
      Function<SegmentFacts, Optional<Span>> spanOf,
      Reporter out) {
    List<Span> spans = parts.stream().map(spanOf).flatMap(Optional::stream).toList();
    int together = spans.stream().mapToInt(Span::samples).sum();
    int expected = spanOf.apply(whole).map(Span::samples).orElse(0);
    if (together != expected) {
      out.report(
          LowLatencyRule.PARTS_ADD_UP,
          segment.line(),
          "The parts of segment %d hold %d %s together, and the segment holds %d",
          segment.mediaSequence(),
          together,
          what,
          expected);
    } else if (expected > 0) {
      long apartNs =
          ContinuityCheck.unwrapped(
              spans.getFirst().firstNs() - spanOf.apply(whole).orElseThrow().firstNs(),
              spans.getFirst().wrapNs());
      if (Math.abs(apartNs) > TOLERANCE_NS) {
        out.report(
            LowLatencyRule.PARTS_ADD_UP,
            segment.line(),
            "The %s of the parts of segment %d begin %.3f s %s those of the segment",
            what,
            segment.mediaSequence(),
            Math.abs(apartNs) / 1e9,
            apartNs > 0 ? "after" : "before");
      }
    }
  }
}
