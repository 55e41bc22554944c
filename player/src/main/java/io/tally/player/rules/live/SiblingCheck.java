// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.LowLatency.RenditionReport;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.LowLatencyRule;
import io.tally.player.rules.MaskedAddress;
import io.tally.player.rules.Reporter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Do the playlists of one stream agree with each other (rules 47, 48 and 57)?
///
/// They are loaded one after the other, so that one may be a segment further than the other.
public final class SiblingCheck {
  /// What does a playlist carry?
  public enum Kind {
    /// Picture, sound, or both.
    MAIN,
    /// Text, or pictures for winding.
    SIDE
  }

  private static final long TOLERANCE_MS = 100;

  private SiblingCheck() {}

  /// Compares one with another that is taken as the measure.
  public static void check(MediaPlaylist measure, MediaPlaylist other, Kind kind, Reporter out) {
    if (measure.segments().isEmpty() || other.segments().isEmpty()) {
      return;
    }
    if (measure.targetDurationNs() != other.targetDurationNs()
        && (kind == Kind.MAIN || !other.isVod())) {
      out.report(
          kind == Kind.MAIN ? LiveRule.RENDITIONS_AGREE : LiveRule.SIDE_PLAYLISTS,
          0,
          "The target duration is %.0f s, and that of %s %.0f s",
          other.targetDurationNs() / 1e9,
          MaskedAddress.name(measure.uri()),
          measure.targetDurationNs() / 1e9);
    }
    if (kind == Kind.MAIN) {
      dates(measure, other, out);
      if (measure.isVod() && other.isVod()) {
        spans(measure, other, out);
      } else if (!measure.isVod() && !other.isVod()) {
        window(measure, other, out);
      }
    }
  }

  private static void spans(MediaPlaylist measure, MediaPlaylist other, Reporter out) {
    long apartNs = Math.abs(measure.durationNs() - other.durationNs());
    if (apartNs > measure.targetDurationNs()) {
      out.report(
          LiveRule.RENDITIONS_AGREE,
          0,
          "It lasts %.3f s, and %s %.3f s",
          other.durationNs() / 1e9,
          MaskedAddress.name(measure.uri()),
          measure.durationNs() / 1e9);
    }
  }

  /// What live playlists cover, by their dates. One may be loaded a segment later than the other,
  /// and a segment may be cut earlier.
  private static void window(MediaPlaylist measure, MediaPlaylist other, Reporter out) {
    Optional<Instant> begin = measure.segments().getFirst().programDateTime();
    Optional<Instant> otherBegin = other.segments().getFirst().programDateTime();
    if (begin.isEmpty() || otherBegin.isEmpty()) {
      return;
    }
    long toleranceNs = 3 * measure.targetDurationNs();
    far("begins", begin.get(), otherBegin.get(), toleranceNs, measure, out);
    far("ends", end(measure), end(other), toleranceNs, measure, out);
  }

  private static Instant end(MediaPlaylist playlist) {
    Segment last = playlist.segments().getLast();
    return last.programDateTime().orElse(Instant.MIN).plusNanos(last.durationNs());
  }

  private static void far(
      String what,
      Instant expected,
      Instant date,
      long toleranceNs,
      MediaPlaylist measure,
      Reporter out) {
    Duration apart = Duration.between(expected, date);
    if (apart.abs().compareTo(Duration.ofNanos(toleranceNs)) > 0) {
      out.report(
          LiveRule.RENDITIONS_AGREE,
          0,
          "By its dates the window %s more than three target durations %s that of %s",
          what,
          apart.isNegative() ? "before" : "after",
          MaskedAddress.name(measure.uri()));
    }
  }

  /// The same timeline begins at the same date in all renditions.
  private static void dates(MediaPlaylist measure, MediaPlaylist other, Reporter out) {
    Map<Long, Instant> begins = beginnings(measure);
    beginnings(other)
        .forEach((timeline, date) -> {
          Instant expected = begins.get(timeline);
          if (expected != null
              && Math.abs(Duration.between(expected, date).toMillis()) > TOLERANCE_MS) {
            out.report(
                LiveRule.RENDITIONS_AGREE,
                0,
                "Discontinuity %d is at %s here, and at %s in %s",
                timeline,
                date,
                expected,
                MaskedAddress.name(measure.uri()));
          } else if (expected == null && covers(measure, date)) {
            out.report(
                LiveRule.RENDITIONS_AGREE,
                0,
                "Discontinuity %d is at %s here, and %s has none of that number then",
                timeline,
                date,
                MaskedAddress.name(measure.uri()));
          }
        });
  }

  /// Whether a moment lies well within what a playlist shows.
  private static boolean covers(MediaPlaylist playlist, Instant date) {
    Optional<Instant> begin = playlist.segments().getFirst().programDateTime();
    return begin.isPresent()
        && date.minusMillis(TOLERANCE_MS).isAfter(begin.get())
        && date.plusMillis(TOLERANCE_MS).isBefore(end(playlist));
  }

  /// Dates at which a discontinuity stands, by its number.
  private static Map<Long, Instant> beginnings(MediaPlaylist playlist) {
    return playlist.segments().stream()
        .filter(segment -> segment.discontinuity() && segment.programDateTime().isPresent())
        .collect(
            Collectors.toMap(
                Segment::discontinuitySequence,
                segment -> segment.programDateTime().orElseThrow(),
                (first, _) -> first));
  }

  /// Whether each other rendition is reported, and not behind what was seen of it before.
  ///
  /// @param others those that were loaded earlier, without this one
  public static void reports(MediaPlaylist playlist, List<MediaPlaylist> others, Reporter out) {
    if (playlist.lowLatency().partTargetNs().isEmpty() || playlist.ended()) {
      return;
    }
    Map<String, RenditionReport> reports =
        playlist.lowLatency().reports().stream()
            .filter(report -> report.uri().getRawPath() != null)
            .collect(
                Collectors.toMap(
                    report -> report.uri().getRawPath(), Function.identity(), (first, _) -> first));
    for (MediaPlaylist other : others) {
      Optional<RenditionReport> report =
          Optional.ofNullable(reports.get(Objects.toString(other.uri().getRawPath())));
      String name = MaskedAddress.name(other.uri());
      if (report.isEmpty()) {
        out.report(LowLatencyRule.REPORTS, 0, "There is no rendition report for %s", name);
      } else if (report.get().lastMsn().isEmpty()) {
        out.report(
            LowLatencyRule.REPORTS,
            report.get().line(),
            "The rendition report for %s has no LAST-MSN",
            name);
      } else if (report.get().lastMsn().getAsLong() < other.endSequence() - 1) {
        out.report(
            LowLatencyRule.REPORTS,
            report.get().line(),
            "The rendition report for %s was behind that playlist, which had been loaded before",
            name);
      }
    }
  }
}
