// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Segment;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8216 4.1 to 4.3.3, sentence by sentence.
class MediaPlaylistTest {
  private static final URI HERE = URI.create("http://host/live/a/list.m3u8?token=1");
  private static final String HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n";

  @Test
  @DisplayName("4.3.1.1: EXTM3U must be the first line")
  void textWithoutExtm3uFirst_isNoPlaylist() {
    Playlist read = parse("<html>\n#EXTM3U\n</html>");

    assertThat(read).isInstanceOf(Playlist.Unreadable.class);
    assertThat(((Playlist.Unreadable) read).problem()).contains("#EXTM3U");
  }

  @Test
  @DisplayName("4.1: must not contain a byte order mark")
  void byteOrderMark_isAFinding_andThePlaylistIsReadAllTheSame() {
    MediaPlaylist read = media("\uFEFF" + HEAD + "#EXTINF:2,\na.ts\n");

    assertThat(read.segments()).hasSize(1);
    assertThat(read.flaws())
        .singleElement()
        .hasToString("line 1: A byte order mark is not allowed");
  }

  @Test
  @DisplayName(
      "4.1: lines end with line feed or carriage return and line feed; blank lines are ignored")
  void bothLineEndings_areRead() {
    MediaPlaylist read = media("#EXTM3U\r\n\r\n#EXT-X-TARGETDURATION:4\r\n#EXTINF:2,\r\na.ts\r\n");

    assertThat(read.segments().getFirst().uri()).hasPath("/live/a/a.ts");
    assertThat(read.flaws()).isEmpty();
  }

  @Test
  @DisplayName("4.1: lines that begin with # and not with #EXT are comments")
  void comments_areNothing() {
    assertThat(media(HEAD + "# EXTINF:9,\n#extinf:9\n#EXTINF:2,\na.ts\n").flaws()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "seg.ts, http://host/live/a/seg.ts",
    "../b/seg.ts, http://host/live/b/seg.ts",
    "/seg.ts, http://host/seg.ts",
    "//other:81/seg.ts, http://other:81/seg.ts",
    "https://cdn/seg.ts?x=1, https://cdn/seg.ts?x=1",
    "?n=2, http://host/live/a/list.m3u8?n=2",
    "a seg.ts, http://host/live/a/a%20seg.ts",
    "ü.ts, http://host/live/a/%C3%BC.ts",
  })
  @DisplayName("4.1: a relative address is relative to the playlist that contains it")
  void addresses_areResolved(String line, String absolute) {
    assertThat(media(HEAD + "#EXTINF:2,\n" + line + "\n").segments().getFirst().uri())
        .hasToString(absolute);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://host/a.ts", "http:opaque", "http://[oops/"})
  void addressThatIsNotHttp_isAGap_soThatNumbersRunOn(String line) {
    MediaPlaylist read = media(HEAD + "#EXTINF:2,\n" + line + "\n#EXTINF:2,\nb.ts\n");

    assertThat(read.segments()).extracting(Segment::gap).containsExactly(true, false);
    assertThat(read.segments().getLast().mediaSequence()).isEqualTo(1);
    assertThat(read.flaws()).singleElement().extracting(Flaw::line).isEqualTo(4);
  }

  @Test
  @DisplayName(
      "4.3.2.1: EXTINF is the duration in seconds as a decimal number; the title is optional")
  void extinf_isTheDuration() {
    MediaPlaylist read =
        media(HEAD + "#EXTINF:2.0025,\na.ts\n#EXTINF:3,title, more\nb.ts\n#EXTINF:1\nc.ts\n");

    assertThat(read.segments())
        .extracting(Segment::durationNs)
        .containsExactly(2_002_500_000L, 3_000_000_000L, 1_000_000_000L);
    assertThat(read.segments().getLast().startNs()).isEqualTo(5_002_500_000L);
    assertThat(read.durationNs()).isEqualTo(6_002_500_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "abc", "1e3", "NaN", "2:00", "99999999999999999999"})
  void extinfThatIsNoNumber_isAFinding(String text) {
    assertThat(media(HEAD + "#EXTINF:" + text + ",\na.ts\n").flaws())
        .extracting(Flaw::line)
        .containsExactly(3);
  }

  @Test
  @DisplayName("4.3.2.1: EXTINF is required for each media segment")
  void segmentWithoutExtinf_isAFinding() {
    assertThat(media(HEAD + "a.ts\n").flaws())
        .extracting(Flaw::message)
        .containsExactly("No EXTINF stands before this address");
  }

  @Test
  @DisplayName(
      "4.3.3.1: EXTINF, rounded, must be no more than the target duration, which is required")
  void targetDuration_isChecked() {
    assertThat(media(HEAD + "#EXTINF:4.49,\na.ts\n").flaws()).isEmpty();
    assertThat(media(HEAD + "#EXTINF:4.51,\na.ts\n").flaws())
        .singleElement()
        .hasToString("line 4: EXTINF of 4.510 s is longer than the target duration of 4 s");
    MediaPlaylist without = media("#EXTM3U\n#EXTINF:2.5,\na.ts\n");
    assertThat(without.targetDurationNs()).isEqualTo(2_500_000_000L);
    assertThat(without.flaws()).singleElement().hasToString("EXT-X-TARGETDURATION is missing");
  }

  @Test
  @DisplayName(
      "4.3.3.2: the first segment has the number of EXT-X-MEDIA-SEQUENCE, each next one more")
  void mediaSequence_numbersTheSegments() {
    MediaPlaylist read = media(HEAD + "#EXT-X-MEDIA-SEQUENCE:7794\n" + segments(3));

    assertThat(read.segments())
        .extracting(Segment::mediaSequence)
        .containsExactly(7794L, 7795L, 7796L);
    assertThat(read.endSequence()).isEqualTo(7797);
    assertThat(read.segment(7795)).contains(read.segments().get(1));
    assertThat(read.segment(7793)).isEmpty();
    assertThat(read.segment(7797)).isEmpty();
  }

  @Test
  @DisplayName("4.3.3.2 and 4.3.3.3: both must appear before the first segment")
  void sequenceAfterASegment_isAFinding_andDoesNotCount() {
    MediaPlaylist read =
        media(
            HEAD
                + segments(1)
                + "#EXT-X-MEDIA-SEQUENCE:5\n#EXT-X-DISCONTINUITY-SEQUENCE:5\n"
                + segments(1));

    assertThat(read.segments().getLast().mediaSequence()).isEqualTo(1);
    assertThat(read.segments().getLast().discontinuitySequence()).isZero();
    assertThat(read.flaws()).extracting(Flaw::line).containsExactly(5, 6);
  }

  @Test
  @DisplayName("6.2.1: each EXT-X-DISCONTINUITY adds one to the discontinuity sequence number")
  void discontinuities_areCountedOnFromTheTag() {
    MediaPlaylist read =
        media(
            HEAD
                + "#EXT-X-DISCONTINUITY-SEQUENCE:4\n"
                + segments(1)
                + "#EXT-X-DISCONTINUITY\n"
                + segments(2));

    assertThat(read.segments())
        .extracting(Segment::discontinuitySequence)
        .containsExactly(4L, 5L, 5L);
    assertThat(read.segments())
        .extracting(Segment::discontinuity)
        .containsExactly(false, true, false);
  }

  @Test
  @DisplayName("4.3.2.2: a byte range without offset begins where that of the segment before ends")
  void byteRanges_followEachOther() {
    MediaPlaylist read =
        media(
            HEAD
                + "#EXTINF:2,\n#EXT-X-BYTERANGE:100@50\nall.ts\n"
                + "#EXTINF:2,\n#EXT-X-BYTERANGE:70\nall.ts\n"
                + "#EXTINF:2,\n#EXT-X-BYTERANGE:70\nother.ts\n");

    assertThat(read.segments().get(0).range()).contains(new Segment.ByteRange(50, 100));
    assertThat(read.segments().get(1).range()).contains(new Segment.ByteRange(150, 70));
    assertThat(read.segments().get(2).gap()).isTrue();
    assertThat(read.flaws()).extracting(Flaw::line).containsExactly(11);
  }

  @Test
  @DisplayName("4.3.2.5: EXT-X-MAP applies to every segment after it until the next one")
  void map_appliesUntilTheNext() {
    MediaPlaylist read =
        media(
            HEAD
                + "#EXT-X-MAP:URI=\"i1.mp4\",BYTERANGE=\"600@0\"\n"
                + segments(2)
                + "#EXT-X-MAP:URI=\"i2.mp4\"\n"
                + segments(1));

    var first =
        new Segment.InitSection(
            URI.create("http://host/live/a/i1.mp4"), Optional.of(new Segment.ByteRange(0, 600)));
    var second = new Segment.InitSection(URI.create("http://host/live/a/i2.mp4"), Optional.empty());
    assertThat(read.segments())
        .extracting(segment -> segment.init().orElseThrow())
        .containsExactly(first, first, second);
  }

  @Test
  @DisplayName(
      "4.3.2.6: later segments' dates follow from the last EXT-X-PROGRAM-DATE-TIME and durations")
  void programDateTime_isExtrapolated() {
    MediaPlaylist read =
        media(HEAD + "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.500+01:00\n" + segments(2));

    assertThat(read.segments().getFirst().programDateTime())
        .contains(Instant.parse("2026-11-21T09:00:00.500Z"));
    assertThat(read.segments().getLast().programDateTime())
        .contains(Instant.parse("2026-11-21T09:00:02.500Z"));
  }

  @Test
  @DisplayName("4.3.2.6: FFmpeg writes the zone without a colon")
  void programDateTimeOfFfmpeg_isRead() {
    assertThat(
            media(HEAD + "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.500+0000\n" + segments(1))
                .segments()
                .getFirst()
                .programDateTime())
        .contains(Instant.parse("2026-11-21T10:00:00.500Z"));
  }

  @Test
  @DisplayName("4.3.2.4: METHOD is required; NONE means not encrypted")
  void key_tellsHowItIsEncrypted() {
    assertThat(media(HEAD + "#EXT-X-KEY:METHOD=NONE\n" + segments(1)).encryption()).isEmpty();
    assertThat(media(HEAD + "#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n" + segments(1)).encryption())
        .contains(new MediaPlaylist.Encryption("AES-128", 3));
    assertThat(media(HEAD + "#EXT-X-KEY:URI=\"k\"\n" + segments(1)).flaws())
        .extracting(Flaw::message)
        .containsExactly("EXT-X-KEY has no METHOD");
  }

  @Test
  @DisplayName("4.2: an attribute's name must not appear more than once; quotes may hold commas")
  void attributes_areRead() {
    MediaPlaylist read =
        media(HEAD + "#EXT-X-MAP:URI=\"a,b.mp4\",URI=\"c.mp4\",X=\"open\n" + segments(1));

    assertThat(read.segments().getFirst().init().orElseThrow().uri()).hasPath("/live/a/a,b.mp4");
    assertThat(read.flaws())
        .extracting(Flaw::message)
        .containsExactly("Attribute URI appears twice", "The quotes of attribute X never end");
  }

  @Test
  @DisplayName(
      "4.3.3.4 and 4.3.3.5: the type says how it may change, EXT-X-ENDLIST that it will not")
  void typeAndEnd_areRead() {
    MediaPlaylist vod =
        media(HEAD + "#EXT-X-PLAYLIST-TYPE:VOD\n" + segments(1) + "#EXT-X-ENDLIST\n");
    MediaPlaylist live = media(HEAD + segments(1));

    assertThat(vod.type()).contains(MediaPlaylist.Type.VOD);
    assertThat(vod.ended()).isTrue();
    assertThat(live.type()).isEmpty();
    assertThat(live.ended()).isFalse();
    assertThat(media(HEAD + "#EXT-X-PLAYLIST-TYPE:LIVE\n" + segments(1)).flaws())
        .extracting(Flaw::message)
        .containsExactly("EXT-X-PLAYLIST-TYPE is EVENT or VOD");
  }

  @Test
  @DisplayName("6.3.1: tags that are not understood must be ignored; they are kept")
  void unknownTag_isKeptAsItStood() {
    MediaPlaylist read = media(HEAD + "#EXT-X-CUE-OUT:DURATION=30\n" + segments(1));

    assertThat(read.unknownTags())
        .containsExactly(new Playlist.Tag(3, "#EXT-X-CUE-OUT", "DURATION=30"));
    assertThat(read.flaws()).isEmpty();
  }

  @Test
  @DisplayName("4.3.3: there must not be more than one of each media playlist tag")
  void tagThatAppearsTwice_isAFinding() {
    assertThat(media(HEAD + "#EXT-X-TARGETDURATION:4\n" + segments(1)).flaws())
        .extracting(Flaw::line)
        .containsExactly(3);
  }

  @Test
  @DisplayName("6.3.3: not less than three target durations from the end when it is live")
  void join_isThreeTargetDurationsFromTheEnd_orAHoldBack() {
    String ten = HEAD + segments(10); // 20 s of 2 s

    assertThat(media(ten).joinSequence()).isEqualTo(4);
    assertThat(media(ten + "#EXT-X-ENDLIST\n").joinSequence()).isZero();
    assertThat(media(ten + "#EXT-X-SERVER-CONTROL:HOLD-BACK=6.0\n").joinSequence()).isEqualTo(7);
    assertThat(media(HEAD + segments(2)).joinSequence()).isZero();
  }

  private static String segments(int count) {
    return "#EXTINF:2.000,\ns.ts\n".repeat(count);
  }

  private static MediaPlaylist media(String text) {
    return (MediaPlaylist) parse(text);
  }

  private static Playlist parse(String text) {
    return PlaylistParser.parse(HERE, text.getBytes(UTF_8));
  }
}
