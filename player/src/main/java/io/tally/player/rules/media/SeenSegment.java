// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Segment;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Span;
import java.util.Optional;

/// What was announced, and what came?
///
/// @param playlist in which the segment stands
/// @param variant whose playlist that is, when a multivariant playlist told
public record SeenSegment(
    MediaPlaylist playlist, Segment segment, SegmentFacts facts, Optional<Variant> variant) {
  /// When its pictures are, or its sound when it has none.
  Optional<Span> span() {
    return facts
        .video()
        .map(SegmentFacts.Video::span)
        .or(() -> facts.audio().stream().findFirst().map(SegmentFacts.Audio::span));
  }

  String name() {
    return "Segment " + segment.mediaSequence();
  }
}
