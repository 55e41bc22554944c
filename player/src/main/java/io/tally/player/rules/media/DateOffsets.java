// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.Reporter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How far are dates from media times, and is it the same all the time (rule 46) and in all
/// renditions (rule 47)?
///
/// One object serves all playlists of a stream. Keeps the newest thousand timelines. Threads: any.
public final class DateOffsets {
  private static final int MOST = 1_000;
  private static final long MINUTE_NS = 60_000_000_000L;
  private static final long ROUNDING_NS = 10_000_000; // of dates, to milliseconds, and of EXTINF
  private static final long APART_NS = 100_000_000;
  private static final int OFTEN = 5;
  private static final long NS = 1_000_000_000L;

  private record Timeline(String track, long number) {}

  /// What one timeline of one playlist began with.
  private static final class Start {
    private final long mediaNs;
    private final Instant date;
    private final long wrapNs;
    private int astray;
    private boolean told;

    private Start(Span span, Instant date) {
      mediaNs = span.firstNs();
      this.date = date;
      wrapNs = span.wrapNs();
    }

    /// How much later a date is than the media time says, ns.
    private long aheadNs(Instant other, long otherMediaNs) {
      long dates = other.getEpochSecond() - date.getEpochSecond();
      long datesNs = dates * NS + other.getNano() - date.getNano();
      return ContinuityCheck.unwrapped(datesNs - (otherMediaNs - mediaNs), wrapNs);
    }
  }

  private final Map<Timeline, Start> starts = new LinkedHashMap<>(); // guarded by this

  /// Takes the next segment of a playlist.
  ///
  /// @param track the playlist's name, the same for all of its segments
  public synchronized void next(String track, SeenSegment now, Reporter out) {
    Optional<Instant> date = now.segment().programDateTime();
    Optional<Span> span = now.span();
    if (date.isEmpty() || span.isEmpty()) {
      return;
    }
    Timeline timeline = new Timeline(track, now.segment().discontinuitySequence());
    Start start = starts.get(timeline);
    if (start != null) {
      drift(start, now, span.get(), date.get(), out);
      return;
    }
    agree(timeline, now, span.get(), date.get(), out);
    if (starts.size() >= MOST) {
      starts.remove(starts.keySet().iterator().next());
    }
    starts.put(timeline, new Start(span.get(), date.get()));
  }

  /// A date that is astray once may be jitter; one that stays so is a clock that runs at its own
  /// speed.
  private static void drift(Start start, SeenSegment now, Span span, Instant date, Reporter out) {
    long lastedNs = ContinuityCheck.unwrapped(span.firstNs() - start.mediaNs, span.wrapNs());
    long aheadNs = start.aheadNs(date, span.firstNs());
    double allowedNs = ROUNDING_NS + span.sampleNs() * (double) lastedNs / MINUTE_NS;
    boolean astray = lastedNs >= MINUTE_NS && Math.abs(aheadNs) > allowedNs;
    start.astray = astray ? start.astray + 1 : 0;
    if (start.astray >= OFTEN && !start.told) {
      start.told = true;
      out.report(
          LiveRule.DATES_PLAUSIBLE,
          now.segment().line(),
          "In %.0f s of media the dates went %.3f s %s: more than a picture a minute",
          lastedNs / 1e9,
          Math.abs(aheadNs) / 1e9,
          aheadNs > 0 ? "ahead" : "back");
    }
  }

  private void agree(Timeline timeline, SeenSegment now, Span span, Instant date, Reporter out) {
    for (Map.Entry<Timeline, Start> other : starts.entrySet()) {
      if (other.getKey().number() != timeline.number()
          || other.getKey().track().equals(timeline.track())) {
        continue;
      }
      long aheadNs = other.getValue().aheadNs(date, span.firstNs());
      // Packed audio and MPEG-TS begin anew after 26.5 hours, fragmented MP4 never: no measure.
      if (other.getValue().wrapNs == span.wrapNs() && Math.abs(aheadNs) > APART_NS) {
        out.report(
            LiveRule.RENDITIONS_AGREE,
            now.segment().line(),
            "In discontinuity %d the media times of %s and %s are %.3f s apart at the same date",
            timeline.number(),
            other.getKey().track(),
            timeline.track(),
            Math.abs(aheadNs) / 1e9);
      }
      return; // the first of them is the measure for all
    }
  }
}
