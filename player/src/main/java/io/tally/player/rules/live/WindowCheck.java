// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;

/// Does a sliding playlist keep enough behind live (rule 42)?
final class WindowCheck {
  private static final int FEW_SEGMENTS = 6;
  private static final long RECOMMENDED_NS = 15 * 60 * 1_000_000_000L;

  private WindowCheck() {}

  static void check(MediaPlaylist before, MediaPlaylist now, Reporter out) {
    if (now.mediaSequence() <= before.mediaSequence()) {
      return; // nothing was removed
    }
    long neededNs = 3 * now.targetDurationNs();
    if (now.durationNs() < neededNs) {
      out.report(
          LiveRule.WINDOW,
          0,
          "After a removal the playlist lasts less than three target durations, which are %.0f s:"
              + " %d segments are left",
          neededNs / 1e9,
          now.segments().size());
    } else if (out.profile() == Profile.APPLE && now.segments().size() < FEW_SEGMENTS) {
      out.report(LiveRule.WINDOW, 0, "After a removal %d segments are left", now.segments().size());
    } else if (out.profile() == Profile.APPLE && now.durationNs() < RECOMMENDED_NS) {
      out.warn(LiveRule.WINDOW, 0, "After a removal the playlist lasts less than fifteen minutes");
    }
  }
}
