// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.LowLatency.PreloadHint;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import io.tally.player.rules.LowLatencyRule;
import io.tally.player.rules.MaskedAddress;
import io.tally.player.rules.Reporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Does the next part come where it was announced (rule 56)?
final class HintCheck {
  private HintCheck() {}

  static void check(MediaPlaylist before, MediaPlaylist now, Reporter out) {
    Optional<PreloadHint> hint =
        before.lowLatency().hints().stream()
            .filter(told -> told.type() == PreloadHint.Type.PART)
            .findFirst();
    Optional<Part> next = next(before, now);
    if (hint.isEmpty() || next.isEmpty()) {
      return;
    }
    long start = next.get().range().map(Segment.ByteRange::offset).orElse(0L);
    if (!next.get().uri().equals(hint.get().uri()) || start != hint.get().start()) {
      out.report(
          LowLatencyRule.HINT_KEPT,
          next.get().line(),
          "The hint announced %s from byte %d, and the next part is %s from byte %d",
          MaskedAddress.name(hint.get().uri()),
          hint.get().start(),
          MaskedAddress.name(next.get().uri()),
          start);
    }
  }

  /// The first part that the playlist before did not have.
  private static Optional<Part> next(MediaPlaylist before, MediaPlaylist now) {
    int known = before.lowLatency().openParts().size();
    List<Part> parts = new ArrayList<>();
    Optional<Segment> closed = now.segment(before.endSequence());
    if (closed.isPresent()) {
      parts.addAll(closed.get().parts());
      if (parts.isEmpty()) {
        return Optional.empty(); // they were removed already
      }
      Optional<Segment> after = now.segment(before.endSequence() + 1);
      parts.addAll(after.isPresent() ? after.get().parts() : now.lowLatency().openParts());
    } else if (now.endSequence() == before.endSequence()) {
      parts.addAll(now.lowLatency().openParts());
    }
    return known < parts.size() ? Optional.of(parts.get(known)) : Optional.empty();
  }
}
