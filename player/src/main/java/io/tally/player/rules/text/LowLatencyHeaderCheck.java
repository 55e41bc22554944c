// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.text;

import io.tally.player.playlist.LowLatency;
import io.tally.player.playlist.LowLatency.ServerControl;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.LowLatencyRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import java.util.OptionalLong;

/// Does the server promise what a viewer near live needs (rules 49, 50 and 60)?
final class LowLatencyHeaderCheck {
  private static final long LONG_PLAYLIST_NS = 120_000_000_000L;

  private LowLatencyHeaderCheck() {}

  static void check(MediaPlaylist media, Reporter out) {
    LowLatency told = media.lowLatency();
    boolean parts =
        !told.openParts().isEmpty()
            || media.segments().stream().anyMatch(segment -> !segment.parts().isEmpty());
    if (parts && told.partTargetNs().isEmpty()) {
      out.report(LowLatencyRule.PART_INF, 0, "There are parts and no EXT-X-PART-INF");
    }
    OptionalLong holdBackNs =
        told.control().isPresent() ? told.control().get().partHoldBackNs() : OptionalLong.empty();
    if (told.partTargetNs().isPresent()) {
      holdBack(holdBackNs, told, out);
    }
    told.control().ifPresent(control -> control(control, media, out));
    boolean skips = told.control().filter(c -> c.canSkipUntilNs().isPresent()).isPresent();
    if (parts && !skips && media.durationNs() > LONG_PLAYLIST_NS) {
      out.report(
          LowLatencyRule.PART_AND_NETWORK,
          0,
          "The playlist lasts %.0f s and offers no delta updates",
          media.durationNs() / 1e9);
    }
  }

  private static void holdBack(OptionalLong holdBackNs, LowLatency told, Reporter out) {
    long partNs = told.partTargetNs().orElseThrow();
    int line = told.control().map(ServerControl::line).orElse(0);
    int times = out.profile() == Profile.APPLE ? 3 : 2;
    if (holdBackNs.isEmpty()) {
      out.report(LowLatencyRule.PART_INF, line, "There are parts and no PART-HOLD-BACK");
    } else if (holdBackNs.getAsLong() < times * partNs) {
      out.report(
          LowLatencyRule.PART_INF,
          line,
          "PART-HOLD-BACK is %.3f s, less than %d times the part target of %.3f s",
          holdBackNs.getAsLong() / 1e9,
          times,
          partNs / 1e9);
    }
  }

  private static void control(ServerControl control, MediaPlaylist media, Reporter out) {
    long targetNs = media.targetDurationNs();
    if (control.holdBackNs().isPresent() && control.holdBackNs().getAsLong() < 3 * targetNs) {
      out.report(
          LowLatencyRule.SERVER_CONTROL,
          control.line(),
          "HOLD-BACK is %.3f s, less than three target durations of %.0f s",
          control.holdBackNs().getAsLong() / 1e9,
          targetNs / 1e9);
    }
    if (control.canSkipUntilNs().isPresent()
        && control.canSkipUntilNs().getAsLong() < 6 * targetNs) {
      out.report(
          LowLatencyRule.SERVER_CONTROL,
          control.line(),
          "CAN-SKIP-UNTIL is %.3f s, less than six target durations of %.0f s",
          control.canSkipUntilNs().getAsLong() / 1e9,
          targetNs / 1e9);
    }
    if (control.canSkipDateRanges() && control.canSkipUntilNs().isEmpty()) {
      out.report(
          LowLatencyRule.SERVER_CONTROL,
          control.line(),
          "CAN-SKIP-DATERANGES stands without CAN-SKIP-UNTIL");
    }
  }
}
