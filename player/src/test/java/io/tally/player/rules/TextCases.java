// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.RuleCase.found;
import static io.tally.player.rules.RuleCase.media;
import static io.tally.player.rules.RuleCase.parsed;
import static io.tally.player.rules.RuleCase.text;

import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.rules.text.PlaylistCheck;
import java.util.List;

/// Rules 1 to 21, of which 3 and 20 are with delivery and media.
final class TextCases {
  static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:12\n#EXT-X-TARGETDURATION:4\n";
  static final String SEGMENT = "#EXTINF:4.000,\na.ts\n";
  private static final String DATE = "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.000Z\n";

  private TextCases() {}

  static List<RuleCase> all() {
    return List.of(
        text(TextRule.FIRST_LINE, "a web page instead", HEAD + SEGMENT, "<html>404</html>"),
        text(TextRule.ENCODING, "a byte order mark", HEAD + SEGMENT, "\uFEFF" + HEAD + SEGMENT),
        text(TextRule.ENCODING, "Latin 1 for UTF-8", HEAD, HEAD + "#EXTINF:4.0,\u00fcber\na.ts\n"),
        text(TextRule.ENCODING, "a control character", HEAD, HEAD + "#EXTINF:4.0,\u0007\na.ts\n"),
        text(
            TextRule.NO_MIXTURE,
            "segments among variants",
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n",
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8\n#EXTINF:4,\na.ts\n"),
        text(
            TextRule.NO_MIXTURE,
            "steering without variants",
            HEAD + SEGMENT,
            HEAD + "#EXT-X-CONTENT-STEERING:SERVER-URI=\"s\"\n" + SEGMENT),
        version("2", "IV", "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x1\n"),
        version("3", "decimals", SEGMENT),
        version("4", "byte ranges", "#EXT-X-BYTERANGE:9@0\n"),
        version("5", "key formats", "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",KEYFORMAT=\"identity\"\n"),
        version("6", "initialization sections", "#EXT-X-MAP:URI=\"i\"\n"),
        version("8", "variables", "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n"),
        version("9", "delta updates", "#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n"),
        version(
            "10",
            "delta updates of date ranges",
            "#EXT-X-SKIP:SKIPPED-SEGMENTS=3,RECENTLY-REMOVED-DATERANGES=\"a\"\n"),
        version("11", "variables from the query", "#EXT-X-DEFINE:QUERYPARAM=\"token\"\n"),
        text(
            TextRule.VERSION,
            "an attribute that must be understood",
            "#EXTM3U\n#EXT-X-VERSION:12\n#EXT-X-STREAM-INF:BANDWIDTH=1,REQ-VIDEO-LAYOUT=\"CH-STEREO\"\na\n",
            "#EXTM3U\n#EXT-X-VERSION:11\n#EXT-X-STREAM-INF:BANDWIDTH=1,REQ-VIDEO-LAYOUT=\"CH-STEREO\"\na\n"),
        text(TextRule.VERSION, "twice", HEAD, HEAD + "#EXT-X-VERSION:12\n"),
        text(TextRule.TAG_ONCE, "two of them", HEAD + SEGMENT, HEAD + "#EXT-X-TARGETDURATION:4\n"),
        text(
            TextRule.SHARED_TAGS,
            "two of them",
            HEAD + "#EXT-X-INDEPENDENT-SEGMENTS\n",
            HEAD + "#EXT-X-INDEPENDENT-SEGMENTS\n".repeat(2)),
        new RuleCase(
            TextRule.SHARED_TAGS,
            "another start in each kind",
            () -> startsAt("5", "5"),
            () -> startsAt("5", "6")),
        text(TextRule.TARGET_DURATION, "none", HEAD + SEGMENT, "#EXTM3U\n" + SEGMENT),
        text(TextRule.TARGET_DURATION, "decimals", HEAD, "#EXTM3U\n#EXT-X-TARGETDURATION:4.0\n"),
        text(
            TextRule.SEGMENT_LENGTH,
            "rounded up it is longer",
            HEAD + "#EXTINF:4.49,\na.ts\n",
            HEAD + "#EXTINF:4.51,\na.ts\n"),
        text(
            TextRule.SEQUENCE_PLACE,
            "behind a segment",
            HEAD + "#EXT-X-MEDIA-SEQUENCE:5\n" + SEGMENT,
            HEAD + SEGMENT + "#EXT-X-MEDIA-SEQUENCE:5\n"),
        text(
            TextRule.SEQUENCE_PLACE,
            "behind a discontinuity",
            HEAD + "#EXT-X-DISCONTINUITY-SEQUENCE:5\n#EXT-X-DISCONTINUITY\n" + SEGMENT,
            HEAD + "#EXT-X-DISCONTINUITY\n#EXT-X-DISCONTINUITY-SEQUENCE:5\n" + SEGMENT),
        text(TextRule.EXTINF, "none", HEAD + SEGMENT, HEAD + "a.ts\n"),
        text(
            TextRule.EXTINF,
            "whole seconds only",
            HEAD + SEGMENT + SEGMENT,
            HEAD + "#EXTINF:4,\na.ts\n".repeat(2)),
        text(
            TextRule.BYTE_RANGE,
            "no offset, and nothing before",
            HEAD + "#EXT-X-BYTERANGE:9@0\n" + SEGMENT + "#EXT-X-BYTERANGE:9\n" + SEGMENT,
            HEAD + "#EXT-X-BYTERANGE:9\n" + SEGMENT),
        text(
            TextRule.INIT_SECTION,
            "none before fragments",
            HEAD + "#EXT-X-MAP:URI=\"i.mp4\"\n#EXTINF:4.0,\na.m4s\n",
            HEAD + "#EXTINF:4.0,\na.m4s\n"),
        text(
            TextRule.INIT_SECTION,
            "a range without offset",
            HEAD + "#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"9@0\"\n",
            HEAD + "#EXT-X-MAP:URI=\"i.mp4\",BYTERANGE=\"9\"\n"),
        key("NONE with a URI", "METHOD=NONE", "METHOD=NONE,URI=\"k\""),
        key("no URI", "METHOD=AES-128,URI=\"k\"", "METHOD=AES-128"),
        key(
            "an IV of 136 bits",
            "METHOD=AES-128,URI=\"k\",IV=0x1F",
            "METHOD=AES-128,URI=\"k\",IV=0x" + "F".repeat(34)),
        key(
            "an IV that the media have",
            "METHOD=SAMPLE-AES-CTR,URI=\"k\"",
            "METHOD=SAMPLE-AES-CTR,URI=\"k\",IV=0x1"),
        text(
            TextRule.KEY,
            "an encrypted initialization section without IV",
            HEAD + "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x1\n#EXT-X-MAP:URI=\"i\"\n",
            HEAD + "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXT-X-MAP:URI=\"i\"\n"),
        date("no zone", "2026-11-21T10:00:00.000Z", "2026-11-21T10:00:00.000"),
        date("no milliseconds", "2026-11-21T10:00:00.000+0100", "2026-11-21T10:00:00+0100"),
        date("no date", "2026-11-21T10:00:00.000Z", "yesterday"),
        range(
            "no ID",
            "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\"",
            "START-DATE=\"2026-11-21T10:00:00Z\""),
        range("no start", "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\"", "ID=\"a\""),
        range(
            "the end before the start",
            "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",END-DATE=\"2026-11-21T10:00:09Z\"",
            "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",END-DATE=\"2026-11-21T09:00:09Z\""),
        range(
            "end and duration disagree",
            "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",END-DATE=\"2026-11-21T10:00:09Z\",DURATION=9",
            "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",END-DATE=\"2026-11-21T10:00:09Z\",DURATION=8"),
        range(
            "a negative duration",
            "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",DURATION=1",
            "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",DURATION=-1"),
        range(
            "END-ON-NEXT without a class",
            "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",CLASS=\"c\",END-ON-NEXT=YES",
            "ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",END-ON-NEXT=YES"),
        text(
            TextRule.DATE_RANGE,
            "no dates in the playlist",
            HEAD
                + "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\"\n"
                + DATE
                + SEGMENT,
            HEAD + "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\"\n" + SEGMENT),
        text(
            TextRule.DEFINE,
            "not defined",
            HEAD + "#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n#EXTINF:4.0,\n{$a}.ts\n",
            HEAD + "#EXTINF:4.0,\n{$a}.ts\n"),
        text(
            TextRule.START,
            "too near to live",
            HEAD + "#EXT-X-START:TIME-OFFSET=-13\n" + SEGMENT.repeat(5),
            HEAD + "#EXT-X-START:TIME-OFFSET=-11\n" + SEGMENT.repeat(5)));
  }

  /// Something that a version asks for, in a playlist of that version and of the one before.
  private static RuleCase version(String version, String what, String line) {
    int before = Integer.parseInt(version) - 1;
    return text(
        TextRule.VERSION,
        what,
        "#EXTM3U\n#EXT-X-VERSION:" + version + "\n#EXT-X-TARGETDURATION:4\n" + line,
        "#EXTM3U\n#EXT-X-VERSION:" + before + "\n#EXT-X-TARGETDURATION:4\n" + line);
  }

  private static RuleCase key(String what, String good, String bad) {
    return text(
        TextRule.KEY, what, HEAD + "#EXT-X-KEY:" + good + "\n", HEAD + "#EXT-X-KEY:" + bad + "\n");
  }

  private static RuleCase date(String what, String good, String bad) {
    String tag = "#EXT-X-PROGRAM-DATE-TIME:";
    return text(
        TextRule.DATE_FORM,
        what,
        HEAD + tag + good + "\n" + SEGMENT,
        HEAD + tag + bad + "\n" + SEGMENT);
  }

  private static RuleCase range(String what, String good, String bad) {
    String rest = "\n" + DATE + SEGMENT;
    return text(
        TextRule.DATE_RANGE,
        what,
        HEAD + "#EXT-X-DATERANGE:" + good + rest,
        HEAD + "#EXT-X-DATERANGE:" + bad + rest);
  }

  private static List<Finding> startsAt(String above, String below) {
    MultivariantPlaylist parent =
        (MultivariantPlaylist)
            parsed(
                    "#EXTM3U\n#EXT-X-START:TIME-OFFSET="
                        + above
                        + "\n#EXT-X-STREAM-INF:BANDWIDTH=1\na\n")
                .playlist();
    String child = HEAD + "#EXT-X-START:TIME-OFFSET=" + below + "\n" + SEGMENT;
    return found(out -> PlaylistCheck.together(parent, media(child), out));
  }
}
