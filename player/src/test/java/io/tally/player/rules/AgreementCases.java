// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.RuleCase.NOON;
import static io.tally.player.rules.RuleCase.found;
import static io.tally.player.rules.RuleCase.media;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.rules.live.LiveCheck;
import io.tally.player.rules.live.SiblingCheck;
import io.tally.player.rules.live.Sighting;
import io.tally.player.rules.media.DateOffsets;
import io.tally.player.rules.media.PartsCheck;
import io.tally.player.rules.media.SeenSegment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What must be the same in two places: dates and media (46), renditions (47), parts and their
/// segment (53).
final class AgreementCases {
  private static final long SECOND = 1_000_000_000L;
  private static final long WRAP = (1L << 33) * 100_000 / 9;

  private AgreementCases() {}

  static List<RuleCase> all() {
    return List.of(
        new RuleCase(
            LiveRule.DATES_PLAUSIBLE,
            "dates that run two parts in a thousand faster than the media",
            () -> drifting(4000),
            () -> drifting(4008)),
        new RuleCase(
            LiveRule.DATES_PLAUSIBLE,
            "dates that fall behind this machine's clock",
            () -> watched(4000),
            () -> watched(5000)),
        new RuleCase(
            LiveRule.RENDITIONS_AGREE,
            "media times at the same date, across the end of the clock",
            () -> timestamps(WRAP - SECOND, WRAP - SECOND),
            () -> timestamps(WRAP - SECOND, SECOND)),
        windows("a window that ends elsewhere", dated(10, 6, 0, ""), dated(10, 6, 40, "")),
        windows(
            "a discontinuity that the other has not",
            dated(10, 6, 0, "#EXT-X-DISCONTINUITY\n"),
            dated(10, 6, 0, "")),
        new RuleCase(
            LowLatencyRule.PARTS_ADD_UP,
            "a block of sound is missing",
            () -> parts(sound(0, 24), sound(0, 24)),
            () -> parts(sound(0, 24), sound(0, 23))),
        new RuleCase(
            LowLatencyRule.PARTS_ADD_UP,
            "as many, and others",
            () -> parts(sound(0, 24), sound(0, 24)),
            () -> parts(sound(0, 24), sound(SECOND, 24))));
  }

  /// Segments of four seconds, the first at some seconds after noon, the third after a tag.
  private static String dated(long first, int count, long seconds, String beforeTheThird) {
    String date = "#EXT-X-PROGRAM-DATE-TIME:" + NOON.plusSeconds(seconds) + "\n";
    return LiveCases.list(first, count, date)
        .replace(
            "#EXTINF:4.0,\ns" + (first + 2) + ".ts",
            beforeTheThird + "#EXTINF:4.0,\ns" + (first + 2) + ".ts");
  }

  private static RuleCase windows(String what, String measure, String bad) {
    return new RuleCase(
        LiveRule.RENDITIONS_AGREE,
        what,
        () -> siblings(measure, measure),
        () -> {
          // Either may be the one that was loaded first.
          List<Finding> found = siblings(measure, bad);
          return found.isEmpty() ? siblings(bad, measure) : found;
        });
  }

  private static List<Finding> siblings(String measure, String other) {
    return found(
        out -> SiblingCheck.check(media(measure), media(other), SiblingCheck.Kind.MAIN, out));
  }

  private static Span span(long firstNs, int samples) {
    return Span.untold(firstNs, firstNs + samples * SECOND / 25, firstNs, samples, WRAP);
  }

  private static SegmentFacts sound(long firstNs, int samples) {
    Audio audio = new Audio("mp4a.40.2", 48_000, 2, span(firstNs, samples));
    return new SegmentFacts(Kind.TS, Optional.empty(), List.of(audio), true, 0, false, 1_000);
  }

  /// Twenty-five segments of four seconds of media, a date before each.
  private static List<Finding> drifting(long dateStepMs) {
    StringBuilder text =
        new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:0\n");
    for (int number = 0; number < 25; number++) {
      Instant date = NOON.plusMillis(number * dateStepMs);
      text.append("#EXT-X-PROGRAM-DATE-TIME:").append(date).append("\n#EXTINF:4.0,\ns\n");
    }
    MediaPlaylist playlist = media(text.toString());
    return found(out -> {
      DateOffsets offsets = new DateOffsets();
      for (int number = 0; number < 25; number++) {
        offsets.next("one", segment(playlist, number, sound(number * 4 * SECOND, 100)), out);
      }
    });
  }

  private static SeenSegment segment(MediaPlaylist playlist, int index, SegmentFacts facts) {
    return new SeenSegment(
        playlist, playlist.segments().get(index), facts, false, Optional.empty());
  }

  private static List<Finding> timestamps(long one, long other) {
    MediaPlaylist playlist = media(dated(10, 6, 0, ""));
    return found(out -> {
      DateOffsets offsets = new DateOffsets();
      offsets.next("one", segment(playlist, 0, sound(one, 100)), out);
      offsets.next("other", segment(playlist, 0, sound(other, 100)), out);
    });
  }

  /// Twenty snapshots, a segment of four seconds later by the dates of each.
  private static List<Finding> watched(long everyMs) {
    return found(out -> {
      LiveCheck check = new LiveCheck();
      IntStream.range(0, 20)
          .forEach(step -> {
            Instant when = NOON.plusMillis(24_000 + step * everyMs);
            MediaPlaylist playlist = media(dated(10 + step, 6, 4L * step, ""));
            check.next(new Sighting(playlist, when, when), out);
          });
    });
  }

  private static List<Finding> parts(SegmentFacts whole, SegmentFacts only) {
    MediaPlaylist playlist = media(dated(10, 6, 0, ""));
    return found(
        out -> PartsCheck.check(playlist.segments().getFirst(), whole, List.of(only), out));
  }
}
