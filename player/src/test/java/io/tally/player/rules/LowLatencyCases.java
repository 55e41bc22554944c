// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.RuleCase.NOON;
import static io.tally.player.rules.RuleCase.found;
import static io.tally.player.rules.RuleCase.media;
import static io.tally.player.rules.RuleCase.text;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.live.LiveCheck;
import io.tally.player.rules.live.ReloadCheck;
import io.tally.player.rules.live.SiblingCheck;
import io.tally.player.rules.live.Sighting;
import java.time.Duration;
import java.util.List;

/// Rules 49 to 59, of which 52 is with the media.
final class LowLatencyCases {
  private static final String INF = "#EXT-X-PART-INF:PART-TARGET=0.5\n";
  private static final String CONTROL =
      "#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.5,HOLD-BACK=6.0,CAN-SKIP-UNTIL=12.0\n";

  private LowLatencyCases() {}

  static List<RuleCase> all() {
    return List.of(
        text(LowLatencyRule.PART_INF, "none", list(parts(4)), list(parts(4)).replace(INF, "")),
        text(
            LowLatencyRule.PART_INF,
            "the hold-back below three parts",
            list(parts(4)),
            list(parts(4)).replace("PART-HOLD-BACK=1.5", "PART-HOLD-BACK=1.2")),
        control("HOLD-BACK below three target durations", "HOLD-BACK=6.0,CAN", "HOLD-BACK=5.0,CAN"),
        control("CAN-SKIP-UNTIL below six", "CAN-SKIP-UNTIL=12.0", "CAN-SKIP-UNTIL=11.0"),
        control("date ranges without it", "CAN-SKIP-UNTIL=12.0", "CAN-SKIP-DATERANGES=YES"),
        text(
            LowLatencyRule.PART_LENGTH,
            "longer than the target",
            list(parts(4)),
            list(part(0.6, "a"))),
        text(
            LowLatencyRule.PART_LENGTH,
            "a short one in the middle",
            list(part(0.5, "a") + part(0.3, "b") + segment(1, 0.8)),
            list(part(0.3, "a") + part(0.5, "b") + segment(1, 0.8))),
        text(
            LowLatencyRule.PARTS_ADD_UP,
            "half a second is missing",
            list(parts(4) + segment(1, 2.0)),
            list(parts(3) + segment(1, 2.0))),
        text(
            LowLatencyRule.TAGS_BEFORE_PARTS,
            "a discontinuity in the middle",
            list("#EXT-X-DISCONTINUITY\n" + parts(4) + segment(1, 2.0)),
            list(parts(4) + "#EXT-X-DISCONTINUITY\n" + segment(1, 2.0))),
        text(
            LowLatencyRule.OLD_PARTS,
            "ten seconds before the end",
            list(parts(4) + segment(1, 2.0) + segment(2, 2.0) + segment(3, 2.0)),
            list(
                parts(4)
                    + segment(1, 2.0)
                    + segment(2, 2.0)
                    + segment(3, 2.0)
                    + segment(4, 2.0)
                    + segment(5, 2.0)
                    + segment(6, 2.0))),
        new RuleCase(
            LowLatencyRule.HINT_KEPT,
            "another part comes",
            () -> seen(list(part(0.5, "p0") + hint("p1")), list(part(0.5, "p0") + part(0.5, "p1"))),
            () ->
                seen(list(part(0.5, "p0") + hint("p1")), list(part(0.5, "p0") + part(0.5, "px")))),
        new RuleCase(
            LowLatencyRule.REPORTS,
            "none for another rendition",
            () -> reported("#EXT-X-RENDITION-REPORT:URI=\"list.m3u8\",LAST-MSN=1,LAST-PART=0\n"),
            () -> reported("")),
        new RuleCase(
            LowLatencyRule.REPORTS,
            "behind",
            () -> reported("#EXT-X-RENDITION-REPORT:URI=\"list.m3u8\",LAST-MSN=1,LAST-PART=0\n"),
            () -> reported("#EXT-X-RENDITION-REPORT:URI=\"list.m3u8\",LAST-MSN=0,LAST-PART=0\n")),
        new RuleCase(
            LowLatencyRule.BLOCKING_RELOAD,
            "answered too early",
            () -> found(out -> ReloadCheck.blocking(media(list(parts(2))), 0, 1, out)),
            () -> found(out -> ReloadCheck.blocking(media(list(parts(2))), 0, 2, out))),
        new RuleCase(
            LowLatencyRule.BLOCKING_RELOAD,
            "refused too early",
            () ->
                found(out -> ReloadCheck.refused(503, Duration.ofSeconds(7), 2_000_000_000L, out)),
            () ->
                found(out -> ReloadCheck.refused(503, Duration.ofSeconds(1), 2_000_000_000L, out))),
        new RuleCase(
            LowLatencyRule.BLOCKING_RELOAD,
            "what comes next is taken for too far ahead",
            () ->
                found(out -> ReloadCheck.refused(503, Duration.ofSeconds(7), 2_000_000_000L, out)),
            () ->
                found(out -> ReloadCheck.refused(400, Duration.ofSeconds(0), 2_000_000_000L, out))),
        new RuleCase(
            LowLatencyRule.BLOCKING_RELOAD,
            "too far ahead, and not refused",
            () -> found(out -> ReloadCheck.tooFar(400, 10, out)),
            () -> found(out -> ReloadCheck.tooFar(200, 10, out))),
        new RuleCase(
            LowLatencyRule.BLOCKING_RELOAD,
            "held back too long",
            () -> found(out -> ReloadCheck.held(Duration.ofSeconds(6), 2_000_000_000L, out)),
            () -> found(out -> ReloadCheck.held(Duration.ofSeconds(9), 2_000_000_000L, out))),
        new RuleCase(
            LowLatencyRule.DELTA_UPDATE,
            "another segment than in the whole playlist",
            () -> delta("s0"),
            () -> delta("sx")),
        new RuleCase(
            LowLatencyRule.DELTA_UPDATE,
            "more is skipped than there was",
            () -> seen(list(segment(0, 2.0) + segment(1, 2.0)), skipping(1)),
            () -> seen(list(segment(0, 2.0) + segment(1, 2.0)), skipping(5))),
        text(
            LowLatencyRule.PART_AND_NETWORK,
            "three minutes without delta updates",
            list(segments(90) + parts(2)),
            list(segments(90) + parts(2)).replace(",CAN-SKIP-UNTIL=12.0", "")));
  }

  private static String list(String body) {
    return "#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:2\n" + CONTROL + INF + body;
  }

  private static String part(double seconds, String name) {
    return "#EXT-X-PART:DURATION=" + seconds + ",URI=\"" + name + "\"\n";
  }

  private static String parts(int count) {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < count; i++) {
      parts.append(part(0.5, "p" + i));
    }
    return parts.toString();
  }

  private static String segment(int number, double seconds) {
    return "#EXTINF:" + seconds + ",\ns" + number + "\n";
  }

  private static String segments(int count) {
    StringBuilder segments = new StringBuilder();
    for (int i = 0; i < count; i++) {
      segments.append(segment(i, 2.0));
    }
    return segments.toString();
  }

  private static String hint(String name) {
    return "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"" + name + "\"\n";
  }

  private static String skipping(int count) {
    return list("#EXT-X-SKIP:SKIPPED-SEGMENTS=" + count + "\n" + segment(1, 2.0));
  }

  private static RuleCase control(String what, String good, String bad) {
    return text(
        LowLatencyRule.SERVER_CONTROL, what, list(parts(4)), list(parts(4)).replace(good, bad));
  }

  private static List<Finding> seen(String first, String second) {
    return found(out -> {
      LiveCheck check = new LiveCheck();
      MediaPlaylist before = media(first);
      check.next(new Sighting(before, NOON, NOON), out);
      check.next(new Sighting(media(before, second), NOON, NOON), out);
    });
  }

  private static List<Finding> reported(String report) {
    MediaPlaylist other = media(list(segments(2)));
    return found(
        out -> SiblingCheck.reports(media(list(segments(2) + report)), List.of(other), out));
  }

  private static List<Finding> delta(String first) {
    MediaPlaylist whole = media(list("#EXTINF:2.0,\n" + first + "\n" + segment(1, 2.0)));
    MediaPlaylist merged = media(list(segments(2)));
    return found(out -> ReloadCheck.delta(merged, whole, out));
  }
}
