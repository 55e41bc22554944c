// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.DateRange;
import io.tally.player.playlist.LowLatency;
import io.tally.player.playlist.LowLatency.PreloadHint;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// RFC 8216bis 4.4.3.7 to 4.4.5.4, sentence by sentence.
class LowLatencyPlaylistTest {
  private static final URI HERE = URI.create("http://host/live/list.m3u8");
  private static final String HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n";
  private static final String FULL =
      HEAD
          + """
          #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.5,HOLD-BACK=12.0,CAN-SKIP-UNTIL=24.0
          #EXT-X-PART-INF:PART-TARGET=0.5
          #EXT-X-MEDIA-SEQUENCE:100
          #EXT-X-MAP:URI="init.mp4"
          #EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.000Z
          #EXT-X-DATERANGE:ID="ad",START-DATE="2026-11-21T10:00:01Z",DURATION=2.5,SCTE35-OUT=0xFC30
          #EXTINF:4.0,
          s100.mp4
          #EXTINF:4.0,
          s101.mp4
          #EXT-X-DISCONTINUITY
          #EXTINF:4.0,
          s102.mp4
          """;

  @Test
  @DisplayName("4.4.3.8: the server tells what it can do")
  void serverControl_isRead() {
    LowLatency.ServerControl control = media(FULL).lowLatency().control().orElseThrow();

    assertThat(control.canBlockReload()).isTrue();
    assertThat(control.partHoldBackNs()).hasValue(1_500_000_000L);
    assertThat(control.holdBackNs()).hasValue(12_000_000_000L);
    assertThat(control.canSkipUntilNs()).hasValue(24_000_000_000L);
    assertThat(media(FULL).lowLatency().partTargetNs()).hasValue(500_000_000L);
  }

  @Test
  @DisplayName(
      "4.4.4.9: parts before a segment's address belong to it, those after the last to none")
  void parts_belongToTheSegmentThatFollows() {
    MediaPlaylist read =
        media(
            FULL
                + """
                #EXT-X-PART:DURATION=0.5,URI="p.mp4",BYTERANGE="100@0",INDEPENDENT=YES
                #EXT-X-PART:DURATION=0.5,URI="p.mp4",BYTERANGE="80"
                #EXTINF:1.0,
                s103.mp4
                #EXT-X-PART:DURATION=0.5,URI="q.mp4",GAP=YES
                #EXT-X-PRELOAD-HINT:TYPE=PART,URI="q.mp4",BYTERANGE-START=70
                #EXT-X-RENDITION-REPORT:URI="../other/list.m3u8",LAST-MSN=104,LAST-PART=0
                """);

    assertThat(read.segments().getLast().parts())
        .extracting(part -> part.range().orElseThrow())
        .containsExactly(new Segment.ByteRange(0, 100), new Segment.ByteRange(100, 80));
    assertThat(read.segments().getLast().parts())
        .extracting(Part::independent)
        .containsExactly(true, false);
    assertThat(read.lowLatency().openParts()).singleElement().extracting(Part::gap).isEqualTo(true);
    assertThat(read.lowLatency().hints())
        .singleElement()
        .satisfies(hint -> {
          assertThat(hint.type()).isEqualTo(PreloadHint.Type.PART);
          assertThat(hint.start()).isEqualTo(70);
          assertThat(hint.length()).isEmpty();
        });
    assertThat(read.lowLatency().reports())
        .singleElement()
        .satisfies(report -> {
          assertThat(report.uri()).hasPath("/other/list.m3u8");
          assertThat(report.lastMsn()).hasValue(104);
          assertThat(report.lastPart()).hasValue(0);
        });
    assertThat(read.flaws()).isEmpty();
  }

  @Test
  @DisplayName("6.2.5.1: a delta update builds on the playlist before it")
  void deltaUpdate_isMergedWithThePlaylistBefore() {
    MediaPlaylist before = media(FULL);
    String update =
        HEAD
            + """
            #EXT-X-MEDIA-SEQUENCE:101
            #EXT-X-SKIP:SKIPPED-SEGMENTS=2,RECENTLY-REMOVED-DATERANGES="ad"
            #EXT-X-DATERANGE:ID="next",START-DATE="2026-11-21T10:00:20Z"
            #EXTINF:3.0,
            s103.mp4
            """;

    MediaPlaylist read =
        (MediaPlaylist)
            PlaylistParser.read(
                    HERE,
                    update.getBytes(UTF_8),
                    new Context(Optional.empty(), Optional.of(before)))
                .playlist();

    assertThat(read.segments())
        .extracting(Segment::mediaSequence)
        .containsExactly(101L, 102L, 103L);
    assertThat(read.segments())
        .extracting(segment -> segment.startNs() / 1_000_000_000L)
        .containsExactly(0L, 4L, 8L);
    Segment last = read.segments().getLast();
    assertThat(last.discontinuitySequence()).isEqualTo(1);
    assertThat(last.init().orElseThrow().uri()).hasPath("/live/init.mp4");
    assertThat(last.programDateTime().orElseThrow()).isEqualTo("2026-11-21T10:00:12Z");
    assertThat(read.dateRanges()).extracting(DateRange::id).containsExactly("next");
    assertThat(read.lowLatency().skip().orElseThrow().merged()).isTrue();
  }

  @Test
  @DisplayName("6.3.7: a delta update without what it builds on cannot be used")
  void deltaUpdateWithoutThePlaylistBefore_saysSo_andKeepsItsNumbers() {
    MediaPlaylist read =
        media(
            HEAD
                + "#EXT-X-MEDIA-SEQUENCE:101\n#EXT-X-SKIP:SKIPPED-SEGMENTS=2\n"
                + "#EXTINF:3.0,\ns103.mp4\n");

    assertThat(read.lowLatency().skip().orElseThrow().merged()).isFalse();
    assertThat(read.segments().getFirst().mediaSequence()).isEqualTo(103);
  }

  @Test
  @DisplayName(
      "4.4.5.1: a date range has an ID, a start, perhaps an end, and attributes of its own")
  void dateRange_isRead() {
    DateRange range = media(FULL).dateRanges().getFirst();

    assertThat(range.id()).isEqualTo("ad");
    assertThat(range.start().orElseThrow()).isEqualTo("2026-11-21T10:00:01Z");
    assertThat(range.durationNs()).hasValue(2_500_000_000L);
    assertThat(range.attributes()).containsEntry("SCTE35-OUT", "0xFC30");
  }

  @Test
  @DisplayName("4.4.4.4: keys hold until the next; several for one segment are ways to one key")
  void keys_holdUntilTheNext() {
    MediaPlaylist read =
        media(
            HEAD
                + """
                #EXT-X-KEY:METHOD=SAMPLE-AES,URI="k1",IV=0x0F
                #EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k",KEYFORMAT="com.apple.streamingkeydelivery"
                #EXTINF:4,
                a.ts
                #EXTINF:4,
                b.ts
                #EXT-X-KEY:METHOD=NONE
                #EXTINF:4,
                c.ts
                """);

    assertThat(read.segments())
        .extracting(segment -> segment.keys().size())
        .containsExactly(2, 2, 0);
    assertThat(read.segments().getFirst().keys().getFirst().iv()).contains("0x0F");
    assertThat(read.segments().getFirst().keys().getLast().uri().orElseThrow().toString())
        .isEqualTo("skd://k");
    assertThat(read.flaws()).isEmpty();
  }

  @Test
  @DisplayName("4.4.4.8: the bit rate holds until the next, for segments without a byte range")
  void bitrateAndStart_areRead() {
    MediaPlaylist read =
        media(
            HEAD
                + "#EXT-X-START:TIME-OFFSET=-8.5,PRECISE=YES\n#EXT-X-BITRATE:900\n#EXTINF:4,\na\n");

    assertThat(read.segments().getFirst().bitrateBps()).hasValue(900_000);
    assertThat(read.header().start().orElseThrow().offsetNs()).isEqualTo(-8_500_000_000L);
    assertThat(read.header().start().orElseThrow().precise()).isTrue();
  }

  private static MediaPlaylist media(String text) {
    return (MediaPlaylist) PlaylistParser.parse(HERE, text.getBytes(UTF_8));
  }
}
