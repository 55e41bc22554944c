// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.LowLatencyRule;
import io.tally.player.rules.Reporter;
import org.jspecify.annotations.Nullable;

/// Which rules does a media playlist break as it changes?
///
/// One object watches one playlist; each of its snapshots goes in, changed or not, in order.
/// Threads: one at a time.
public final class LiveCheck {
  private final FreshnessCheck freshness = new FreshnessCheck();
  private final ClockCheck clock = new ClockCheck();
  private final DateRangeHistory dateRanges = new DateRangeHistory();
  private @Nullable Sighting before;

  /// Takes the next snapshot.
  public void next(Sighting now, Reporter out) {
    MediaPlaylist playlist = now.playlist();
    if (playlist.lowLatency().skip().filter(skip -> !skip.merged()).isPresent()) {
      if (before != null) {
        out.report(
            LowLatencyRule.DELTA_UPDATE,
            playlist.lowLatency().skip().get().line(),
            "The delta update skips %d segments, and the playlist before it does not have them all",
            playlist.lowLatency().skip().get().segments());
      }
      return; // nothing follows from a playlist of which a part is missing
    }
    dateRanges.next(playlist, out);
    clock.next(now, out);
    if (before != null) {
      boolean restarted = SequenceCheck.check(before.playlist(), playlist, out);
      HeaderCheck.check(before.playlist(), playlist, out);
      HintCheck.check(before.playlist(), playlist, out);
      if (!restarted) {
        WindowCheck.check(before.playlist(), playlist, out);
      }
    }
    freshness.next(now, out);
    before = now;
  }
}
