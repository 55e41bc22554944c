// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Segment;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Span;
import java.util.Optional;
import java.util.OptionalLong;

/// What was announced, and what came?
///
/// @param playlist in which the segment stands
/// @param decrypted the facts are of bytes that had to be decrypted first
/// @param variant whose playlist that is, when a multivariant playlist told
public record SeenSegment(
    MediaPlaylist playlist,
    Segment segment,
    SegmentFacts facts,
    boolean decrypted,
    Optional<Variant> variant) {
  /// When its pictures are, or its sound when it has none.
  Optional<Span> span() {
    return facts
        .video()
        .map(SegmentFacts.Video::span)
        .or(() -> facts.audio().stream().findFirst().map(SegmentFacts.Audio::span));
  }

  /// Whether its times should run on from those of another segment.
  public boolean follows(SeenSegment before) {
    return before.segment().mediaSequence() + 1 == segment.mediaSequence()
        && !segment.discontinuity();
  }

  /// How much later it begins than that one ends, ns; empty when its times need not run on.
  public OptionalLong gapAfterNs(SeenSegment before) {
    return follows(before) ? ContinuityCheck.gapNs(before, this) : OptionalLong.empty();
  }

  String name() {
    return "Segment " + segment.mediaSequence();
  }
}
