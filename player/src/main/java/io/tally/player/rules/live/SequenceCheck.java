// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.MaskedAddress;
import io.tally.player.rules.Reporter;
import java.util.Optional;

/// Do numbers and segments stay what they were (rules 34 to 36)?
final class SequenceCheck {
  private SequenceCheck() {}

  /// True when the stream seems to have begun anew, so that nothing else can be compared.
  static boolean check(MediaPlaylist before, MediaPlaylist now, Reporter out) {
    if (now.mediaSequence() < before.mediaSequence()) {
      out.report(
          LiveRule.SEQUENCE_GROWS,
          0,
          "The media sequence fell from %d to %d",
          before.mediaSequence(),
          now.mediaSequence());
      return true;
    }
    if (now.endSequence() < before.endSequence()) {
      out.report(
          LiveRule.SEQUENCE_GROWS,
          0,
          "The last segment was %d and is now %d: an older playlist, or lost segments",
          before.endSequence() - 1,
          now.endSequence() - 1);
    }
    if (moved(before, now, out) || stays(before, now, out)) {
      return true;
    }
    timelines(before, now, out);
    return false;
  }

  /// Where the first segment of the new playlist was in the old one tells how many were removed.
  private static boolean moved(MediaPlaylist before, MediaPlaylist now, Reporter out) {
    if (now.segments().isEmpty()) {
      return false;
    }
    Segment first = now.segments().getFirst();
    Optional<Segment> sameNumber = before.segment(first.mediaSequence());
    if (sameNumber.filter(old -> isSame(old, first)).isPresent()) {
      return false;
    }
    for (Segment old : before.segments()) {
      if (isSame(old, first)) {
        out.report(
            LiveRule.SEQUENCE_GROWS,
            0,
            "%d segments were removed, and the media sequence went from %d to %d",
            old.mediaSequence() - before.mediaSequence(),
            before.mediaSequence(),
            now.mediaSequence());
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(Segment one, Segment other) {
    return String.valueOf(one.uri().getRawPath()).equals(other.uri().getRawPath())
        && one.range().equals(other.range());
  }

  private static boolean stays(MediaPlaylist before, MediaPlaylist now, Reporter out) {
    boolean other = false;
    for (Segment segment : now.segments()) {
      Optional<Segment> old = before.segment(segment.mediaSequence());
      if (old.isEmpty()) {
        continue;
      }
      String what = null;
      if (!isSame(old.get(), segment)) {
        what =
            "address was "
                + MaskedAddress.name(old.get().uri())
                + " and is "
                + MaskedAddress.name(segment.uri());
        other = true;
      } else if (old.get().durationNs() != segment.durationNs()) {
        what =
            "duration was %.3f s and is %.3f s"
                .formatted(old.get().durationNs() / 1e9, segment.durationNs() / 1e9);
      } else if (old.get().discontinuity() != segment.discontinuity()) {
        what = "discontinuity " + (segment.discontinuity() ? "appeared" : "went away");
      }
      if (what != null) {
        out.report(
            LiveRule.SEGMENT_STAYS,
            segment.line(),
            "%s",
            "Segment " + segment.mediaSequence() + " changed: its " + what);
        if (other) {
          return true; // all that follow will differ, too
        }
      }
    }
    return other;
  }

  private static void timelines(MediaPlaylist before, MediaPlaylist now, Reporter out) {
    long removed = now.mediaSequence() - before.mediaSequence();
    if (removed > before.segments().size()) {
      return; // some were never seen
    }
    long slidOut = before.segments().stream().limit(removed).filter(Segment::discontinuity).count();
    long expected = before.discontinuitySequence() + slidOut;
    if (now.discontinuitySequence() != expected) {
      out.report(
          LiveRule.DISCONTINUITY_SEQUENCE,
          0,
          "The discontinuity sequence is %d; it was %d and %d discontinuities left the playlist",
          now.discontinuitySequence(),
          before.discontinuitySequence(),
          slidOut);
    }
  }
}
