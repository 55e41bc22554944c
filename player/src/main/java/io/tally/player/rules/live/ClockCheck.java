// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.Reporter;
import java.time.Duration;
import java.time.Instant;

/// Are the dates of a live playlist those of a clock (rule 46)?
///
/// This machine's clock is the measure: it should be set by NTP.
final class ClockCheck {
  private static final Duration AHEAD = Duration.ofSeconds(2);
  private static final Duration BEHIND = Duration.ofMinutes(2);

  private ClockCheck() {}

  static void check(Sighting now, Reporter out) {
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
  }
}
