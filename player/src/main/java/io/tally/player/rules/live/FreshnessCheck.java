// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.Reporter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Do new segments come in time (rules 39 and 40)?
///
/// When a segment appeared is known to lie between two requests only: the last that did not have it
/// and the first that had. A playlist is late or early when it is so in any case.
final class FreshnessCheck {
  private @Nullable MediaPlaylist shown; // the newest with another end
  private @Nullable Instant notYetChanged; // last moment at which it had not come
  private @Nullable Instant changed; // first moment at which it was there
  private @Nullable Instant lastLook; // when the playlist was last asked for
  private boolean stale;

  void next(Sighting now, Reporter out) {
    MediaPlaylist playlist = now.playlist();
    MediaPlaylist before = shown;
    boolean isNew = before == null || playlist.endSequence() != before.endSequence();
    if (isNew && before != null && playlist.endSequence() > before.endSequence()) {
      arrived(playlist.endSequence() - before.endSequence(), now, out);
    }
    if (isNew) {
      shown = playlist;
      notYetChanged = before == null ? null : lastLook;
      changed = now.received();
      stale = false;
    } else if (!playlist.isVod()) {
      old(now, out);
    }
    lastLook = now.requested();
  }

  private void arrived(long segments, Sighting now, Reporter out) {
    Instant seen = changed;
    Instant look = lastLook;
    Instant not = notYetChanged;
    if (seen == null || look == null) {
      return;
    }
    double targetS = now.playlist().targetDurationNs() / 1e9;
    double atLeastS = Duration.between(seen, look).toMillis() / 1e3;
    if (!stale && atLeastS > 1.5 * targetS) {
      out.report(
          LiveRule.NEW_IN_TIME,
          0,
          "The playlist stood still for more than one and a half target durations of %.0f s",
          targetS);
    }
    if (not != null) {
      double atMostS = Duration.between(not, now.received()).toMillis() / 1e3;
      if (atMostS < 0.5 * targetS && !now.playlist().ended()) {
        out.warn(
            LiveRule.NEW_IN_TIME,
            0,
            "The next %d segment(s) came less than half a target duration of %.0f s after the last",
            segments,
            targetS);
      }
    }
  }

  private void old(Sighting now, Reporter out) {
    Instant seen = changed;
    if (seen == null || stale) {
      return;
    }
    double targetS = now.playlist().targetDurationNs() / 1e9;
    if (Duration.between(seen, now.requested()).toMillis() / 1e3 > 3 * targetS) {
      stale = true;
      out.report(
          LiveRule.STALE,
          0,
          "Nothing new came for more than three target durations of %.0f s; segment %d is the last",
          targetS,
          now.playlist().endSequence() - 1);
    }
  }
}
