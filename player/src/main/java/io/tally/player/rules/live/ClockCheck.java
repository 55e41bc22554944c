// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.Reporter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/// Are the dates of a live playlist those of a clock (rule 46)?
///
/// This machine's clock is the measure: it should be set by NTP. Keeps how far behind it the end of
/// the playlist was at first; one object per playlist.
final class ClockCheck {
  private static final Duration AHEAD = Duration.ofSeconds(2);
  private static final Duration BEHIND = Duration.ofMinutes(2);

  private static final int FEW = 5;

  private final Deque<Duration> newest = new ArrayDeque<>();
  private long lastEnd = -1;
  private Optional<Duration> atFirst = Optional.empty();

  void next(Sighting now, Reporter out) {
    MediaPlaylist playlist = now.playlist();
    if (playlist.isVod() || playlist.segments().isEmpty()) {
      return;
    }
    Segment last = playlist.segments().getLast();
    if (last.programDateTime().isEmpty()) {
      return;
    }
    Instant end = last.programDateTime().get().plusNanos(last.durationNs());
    if (end.isAfter(now.received().plus(AHEAD))) {
      out.report(
          LiveRule.DATES_PLAUSIBLE,
          0,
          "The dates of the playlist lie in the future by this machine's clock");
    } else if (end.isBefore(
        now.received().minus(BEHIND).minusNanos(3 * playlist.targetDurationNs()))) {
      out.report(
          LiveRule.DATES_PLAUSIBLE,
          0,
          "By its dates the end of the live playlist is more than two minutes old");
    }
    if (playlist.endSequence() > lastEnd) {
      lastEnd = playlist.endSequence();
      distance(Duration.between(end, now.received()), playlist.targetDurationNs(), out);
    }
  }

  /// The least of a few tells how far behind it is; the others were only looked at late.
  private void distance(Duration behind, long targetDurationNs, Reporter out) {
    newest.addLast(behind);
    if (newest.size() < FEW) {
      return;
    }
    Duration least = newest.stream().min(Comparator.naturalOrder()).orElseThrow();
    newest.removeFirst();
    if (atFirst.isEmpty()) {
      atFirst = Optional.of(least);
    } else if (least.minus(atFirst.get()).abs().toNanos() > targetDurationNs) {
      boolean older = least.compareTo(atFirst.get()) > 0;
      atFirst = Optional.of(least); // told again when it has gone on by as much
      out.report(
          LiveRule.DATES_PLAUSIBLE,
          0,
          "The dates went more than a target duration %s this machine's clock since the check began",
          older ? "behind" : "ahead of");
    }
  }
}
