// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.LowLatencyRule;
import io.tally.player.rules.Reporter;
import java.time.Duration;

/// Does the server answer what a low-latency reload asks for (rules 58 and 59)?
public final class ReloadCheck {
  private ReloadCheck() {}

  /// The answer to a blocking reload.
  ///
  /// @param wantedMsn what was asked for by `_HLS_msn`
  /// @param wantedPart by `_HLS_part`; negative for the whole segment
  public static void blocking(MediaPlaylist answer, long wantedMsn, long wantedPart, Reporter out) {
    boolean whole = answer.endSequence() > wantedMsn;
    boolean part =
        wantedPart >= 0
            && answer.endSequence() == wantedMsn
            && answer.lowLatency().openParts().size() > wantedPart;
    if (!whole && !part && !answer.ended()) {
      out.report(
          LowLatencyRule.BLOCKING_RELOAD,
          0,
          "A blocking reload asked for segment %d%s and was answered with a playlist that ends"
              + " before it",
          wantedMsn,
          wantedPart < 0 ? "" : ", part " + wantedPart);
    }
  }

  /// An answer that refuses.
  public static void refused(int status, Duration waited, long targetDurationNs, Reporter out) {
    boolean patient = waited.toNanos() >= 3 * targetDurationNs;
    if (status == 503 && !patient) {
      out.warn(
          LowLatencyRule.BLOCKING_RELOAD,
          0,
          "A blocking reload was answered with 503 before three target durations had passed");
    } else if (status == 400) {
      out.report(
          LowLatencyRule.BLOCKING_RELOAD,
          0,
          "A blocking reload for what comes next was answered with 400, as if it were too far"
              + " ahead");
    } else if (status / 100 != 2 && status != 503) {
      out.report(
          LowLatencyRule.BLOCKING_RELOAD, 0, "A blocking reload was answered with %d", status);
    }
  }

  /// How long an answer was held back.
  public static void held(Duration waited, long targetDurationNs, Reporter out) {
    // A target duration of grace for the way.
    if (waited.toNanos() > 4 * targetDurationNs) {
      out.warn(
          LowLatencyRule.BLOCKING_RELOAD,
          0,
          "A blocking reload was held back for more than three target durations, and not ended with"
              + " 503");
    }
  }

  /// The answer to a blocking reload for a segment that is far from being there.
  ///
  /// @param status 0 without an answer
  /// @param ahead how many segments after the next it is
  public static void tooFar(int status, int ahead, Reporter out) {
    if (status != 400) {
      out.warn(
          LowLatencyRule.BLOCKING_RELOAD,
          0,
          "A blocking reload for %d segments after the next was %s, and 400 is expected",
          ahead,
          status == 0 ? "not answered" : "answered with " + status);
    }
  }

  /// A delta update, put together, against the whole playlist that was loaded right after it.
  public static void delta(MediaPlaylist merged, MediaPlaylist whole, Reporter out) {
    long from = Math.max(merged.mediaSequence(), whole.mediaSequence());
    long to = Math.min(merged.endSequence(), whole.endSequence());
    for (long number = from; number < to; number++) {
      boolean same =
          merged.segment(number).orElseThrow().isSameAs(whole.segment(number).orElseThrow());
      if (!same) {
        out.report(
            LowLatencyRule.DELTA_UPDATE,
            0,
            "Segment %d of the delta update is not that of the whole playlist",
            number);
        return;
      }
    }
  }
}
