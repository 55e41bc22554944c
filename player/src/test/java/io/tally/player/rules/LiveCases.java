// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.RuleCase.NOON;
import static io.tally.player.rules.RuleCase.found;
import static io.tally.player.rules.RuleCase.media;
import static io.tally.player.rules.RuleCase.text;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.live.LiveCheck;
import io.tally.player.rules.live.SiblingCheck;
import io.tally.player.rules.live.Sighting;
import java.time.Instant;
import java.util.List;

/// Rules 18 and 34 to 48, of which 41 and 43 are with delivery.
final class LiveCases {
  private static final String END = "#EXT-X-ENDLIST\n";

  /// What the playlist was at a moment, seconds since noon.
  private record At(double seconds, String playlist) {}

  private LiveCases() {}

  static List<RuleCase> all() {
    return List.of(
        changes(LiveRule.SEQUENCE_GROWS, "it falls", list(11, 6, ""), list(3, 6, "")),
        changes(
            LiveRule.SEQUENCE_GROWS,
            "by less than was removed",
            list(12, 6, ""),
            list(12, 6, "").replace("SEQUENCE:12", "SEQUENCE:11")),
        changes(
            LiveRule.SEGMENT_STAYS,
            "another address",
            list(11, 6, ""),
            list(11, 6, "").replace("s13.ts", "other.ts")),
        changes(
            LiveRule.SEGMENT_STAYS,
            "another duration",
            list(11, 6, ""),
            list(11, 6, "").replace("4.0,\ns13", "3.0,\ns13")),
        new RuleCase(
            LiveRule.DISCONTINUITY_SEQUENCE,
            "it stays as a discontinuity leaves",
            () ->
                seen(
                    at(0, broken(10, 10, 0)),
                    at(4, list(11, 6, "#EXT-X-DISCONTINUITY-SEQUENCE:1\n"))),
            () -> seen(at(0, broken(10, 10, 0)), at(4, list(11, 6, "")))),
        changes(
            LiveRule.HEADER_STAYS,
            "another target duration",
            list(11, 6, ""),
            list(11, 6, "").replace("DURATION:4", "DURATION:5")),
        typed(
            "an event that forgets",
            "EVENT",
            list(10, 7, "#EXT-X-PLAYLIST-TYPE:EVENT\n"),
            list(11, 6, "#EXT-X-PLAYLIST-TYPE:EVENT\n")),
        typed(
            "a recording that grows",
            "VOD",
            list(10, 6, "#EXT-X-PLAYLIST-TYPE:VOD\n"),
            list(10, 7, "#EXT-X-PLAYLIST-TYPE:VOD\n")),
        new RuleCase(
            LiveRule.NEW_IN_TIME,
            "late",
            () -> seen(at(0, list(10, 6, "")), at(4, list(11, 6, "")), at(8, list(12, 6, ""))),
            () -> seen(at(0, list(10, 6, "")), at(6.5, list(10, 6, "")), at(7, list(11, 6, "")))),
        new RuleCase(
            LiveRule.NEW_IN_TIME,
            "early",
            () -> seen(at(0, list(10, 6, "")), at(4, list(11, 6, "")), at(8, list(12, 6, ""))),
            () ->
                seen(
                    at(0, list(10, 6, "")),
                    at(3.9, list(10, 6, "")),
                    at(4, list(11, 6, "")),
                    at(5, list(12, 6, "")))),
        new RuleCase(
            LiveRule.STALE,
            "nothing for more than three target durations",
            () -> seen(at(0, list(10, 6, "")), at(11, list(10, 6, ""))),
            () -> seen(at(0, list(10, 6, "")), at(13, list(10, 6, "")))),
        changes(
            LiveRule.WINDOW, "too short", list(10, 300, ""), list(11, 300, ""), list(308, 2, "")),
        changes(
            LiveRule.END_IS_END, "it goes on", list(10, 6, END), list(10, 6, END), list(10, 7, "")),
        text(
            LiveRule.END_IS_END,
            "something is announced",
            list(10, 6, END),
            list(10, 6, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"p\"\n" + END)),
        text(LiveRule.DATES_RUN_ON, "no date", dated("12:00:00", "12:00:04"), list(10, 2, "")),
        text(
            LiveRule.DATES_RUN_ON,
            "a second too late",
            dated("12:00:00", "12:00:04"),
            dated("12:00:00", "12:00:05")),
        new RuleCase(
            LiveRule.DATES_PLAUSIBLE,
            "in the future",
            () -> seen(at(8, dated("12:00:00", "12:00:04"))),
            () -> seen(at(8, dated("12:30:00", "12:30:04")))),
        new RuleCase(
            LiveRule.DATES_PLAUSIBLE,
            "long ago",
            () -> seen(at(8, dated("12:00:00", "12:00:04"))),
            () -> seen(at(8, dated("10:00:00", "10:00:04")))),
        siblings(
            LiveRule.RENDITIONS_AGREE,
            "target durations",
            SiblingCheck.Kind.MAIN,
            list(10, 6, ""),
            list(10, 6, "").replace("DURATION:4", "DURATION:6")),
        siblings(
            LiveRule.RENDITIONS_AGREE,
            "lengths",
            SiblingCheck.Kind.MAIN,
            list(10, 6, END),
            list(10, 9, END)),
        siblings(
            LiveRule.SIDE_PLAYLISTS,
            "target durations",
            SiblingCheck.Kind.SIDE,
            list(10, 6, ""),
            list(10, 6, "").replace("DURATION:4", "DURATION:6")),
        new RuleCase(
            TextRule.DATE_RANGE_STAYS,
            "another duration",
            () -> seen(at(0, ranged("DURATION=5")), at(4, ranged("DURATION=5"))),
            () -> seen(at(0, ranged("DURATION=5")), at(4, ranged("DURATION=6")))),
        text(
            TextRule.DATE_RANGE_STAYS,
            "an end without a beginning",
            ranged("SCTE35-OUT=0xFC,SCTE35-IN=0xFC"),
            ranged("SCTE35-IN=0xFC")));
  }

  /// Segments of four seconds with rising numbers.
  static String list(long first, int count, String more) {
    StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:9\n#EXT-X-TARGETDURATION:4\n");
    text.append("#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n');
    text.append(more.equals(END) ? "" : more);
    for (long number = first; number < first + count; number++) {
      text.append("#EXTINF:4.0,\ns").append(number).append(".ts\n");
    }
    return text.append(more.equals(END) ? END : "").toString();
  }

  private static String broken(long first, long at, long sequence) {
    return list(first, 6, "#EXT-X-DISCONTINUITY-SEQUENCE:" + sequence + "\n")
        .replace(
            "#EXTINF:4.0,\ns" + at + ".ts", "#EXT-X-DISCONTINUITY\n#EXTINF:4.0,\ns" + at + ".ts");
  }

  private static String dated(String first, String second) {
    return list(10, 2, "")
        .replace(
            "#EXTINF:4.0,\ns10",
            "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T" + first + ".000Z\n#EXTINF:4.0,\ns10")
        .replace(
            "#EXTINF:4.0,\ns11",
            "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T" + second + ".000Z\n#EXTINF:4.0,\ns11");
  }

  private static String ranged(String attributes) {
    return list(
        10,
        6,
        "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-11-21T12:00:00Z\"," + attributes + "\n");
  }

  private static At at(double seconds, String playlist) {
    return new At(seconds, playlist);
  }

  private static List<Finding> seen(At... moments) {
    return found(out -> {
      LiveCheck check = new LiveCheck();
      for (At moment : moments) {
        Instant when = NOON.plusMillis((long) (moment.seconds() * 1000));
        check.next(new Sighting(media(moment.playlist()), when, when), out);
      }
    });
  }

  private static RuleCase changes(Rule rule, String what, String good, String bad) {
    return changes(rule, what, list(10, 6, ""), good, bad);
  }

  private static RuleCase changes(Rule rule, String what, String before, String good, String bad) {
    return new RuleCase(
        rule, what, () -> seen(at(0, before), at(4, good)), () -> seen(at(0, before), at(4, bad)));
  }

  private static RuleCase typed(String what, String type, String good, String bad) {
    String before = list(10, 6, "#EXT-X-PLAYLIST-TYPE:" + type + "\n");
    return changes(LiveRule.TYPE_KEPT, what, before, good, bad);
  }

  private static RuleCase siblings(
      Rule rule, String what, SiblingCheck.Kind kind, String good, String bad) {
    MediaPlaylist measure = media(good);
    return new RuleCase(
        rule,
        what,
        () -> found(out -> SiblingCheck.check(measure, media(good), kind, out)),
        () -> found(out -> SiblingCheck.check(measure, media(bad), kind, out)));
  }
}
