// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static io.tally.player.playlist.parser.Written.HEAD;
import static io.tally.player.playlist.parser.Written.media;
import static io.tally.player.playlist.parser.Written.segments;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8216 4.2 and 4.3.2, sentence by sentence: addresses, and the tags that belong to segments.
class SegmentTagsTest {
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
}
