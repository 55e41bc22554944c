// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.event.RangeFacts.Ending;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.testing.Lists;
import io.tally.player.testing.data.SpliceBytes;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Playlists of three segments of ten seconds each, from noon on.
class PlaylistEventsTest {
  private static final URI HERE = URI.create("http://host/list.m3u8");
  private static final long SECOND_NS = 1_000_000_000L;

  private static List<TimedEvent> read(String tags) {
    return read(tags, "", "");
  }

  /// @param first before the first segment, the others before the second and third
  private static List<TimedEvent> read(String first, String second, String third) {
    String text =
        "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:10\n"
            + "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T12:00:00.000Z\n"
            + (first + "#EXTINF:10,\na.ts\n")
            + (second + "#EXTINF:10,\nb.ts\n")
            + (third + "#EXTINF:10,\nc.ts\n");
    return PlaylistEvents.of(PlaylistSnapshot.first(Lists.parse(HERE, text)));
  }

  private static String range(String attributes) {
    return "#EXT-X-DATERANGE:" + attributes + "\n";
  }

  private static String at(String id, int second) {
    return "ID=\"%s\",START-DATE=\"2026-11-21T12:00:%02d.000Z\"".formatted(id, second);
  }

  private static TimedEvent.Range only(List<TimedEvent> events) {
    assertThat(events).hasSize(1);
    return (TimedEvent.Range) events.getFirst();
  }

  private static OptionalLong seconds(long seconds) {
    return OptionalLong.of(seconds * SECOND_NS);
  }

  @Test
  void range_isWhereItsDateIs_andLastsAsItSays() {
    TimedEvent.Range range = only(read(range(at("a", 12) + ",DURATION=5,X-COLOUR=\"red\"")));

    assertThat(range.when().positionNs()).isEqualTo(seconds(12));
    assertThat(range.when().durationNs()).isEqualTo(seconds(5));
    assertThat(range.facts().ending()).isEqualTo(Ending.TOLD);
    assertThat(range.words()).isEqualTo("a; X-COLOUR=red");
    assertThat(range.raw()).contains("START-DATE=2026-11-21T12:00:12.000Z", "DURATION=5");
  }

  @Test
  void rangeBeforeOrBehindThePlaylist_isAsFarAwayAsItsDate() {
    List<TimedEvent> events =
        read(range("ID=\"a\",START-DATE=\"2026-11-21T11:59:00.000Z\"") + range(at("b", 50)));

    assertThat(events.get(0).when().positionNs()).isEqualTo(seconds(-60));
    assertThat(events.get(1).when().positionNs()).isEqualTo(seconds(50));
  }

  @Test
  @DisplayName("RFC 8216bis 4.4.5.1: lines with the same ID are one range")
  void linesOfOneId_areMerged() {
    TimedEvent.Range range =
        only(
            read(
                range(at("a", 5) + ",CLASS=\"x\""),
                "",
                range("ID=\"a\",END-DATE=\"2026-11-21T12:00:25.000Z\"")));

    assertThat(range.when().durationNs()).isEqualTo(seconds(20));
    assertThat(range.words()).isEqualTo("a of class x");
  }

  @Test
  @DisplayName("RFC 8216bis 4.4.5.1: END-ON-NEXT lasts until the next of its class")
  void rangeThatEndsOnNext_lastsUntilThen() {
    List<TimedEvent> events =
        read(
            range(at("a", 1) + ",CLASS=\"x\",END-ON-NEXT=YES")
                + range(at("b", 4) + ",CLASS=\"y\"")
                + range(at("c", 9) + ",CLASS=\"x\",END-ON-NEXT=YES")
                + range(at("d", 20) + ",CLASS=\"x\""));

    assertThat(events)
        .extracting(event -> event.when().durationNs())
        .containsExactly(seconds(8), OptionalLong.empty(), seconds(11), OptionalLong.empty());
    assertThat(events.getFirst().words()).isEqualTo("a of class x; until the next of its class");
  }

  @Test
  void plannedDuration_isToldAsSuch() {
    TimedEvent.Range range = only(read(range(at("a", 1) + ",PLANNED-DURATION=30")));

    assertThat(range.when().durationNs()).isEqualTo(seconds(30));
    assertThat(range.words()).isEqualTo("a; as planned");
  }

  @Test
  @DisplayName("RFC 8216bis appendix D: an interstitial names what is played instead")
  void interstitial_isReadWithWhatItPlays() {
    TimedEvent.Range range =
        only(
            read(
                range(
                    at("ad", 10)
                        + ",CLASS=\"com.apple.hls.interstitial\",DURATION=15,"
                        + "X-ASSET-URI=\"http://ads/1.m3u8\",X-RESUME-OFFSET=0,X-RESTRICT=\"SKIP\"")));

    assertThat(range.kind()).isEqualTo("Interstitial");
    assertThat(range.facts().interstitial().orElseThrow().asset()).isEqualTo("http://ads/1.m3u8");
    assertThat(range.words())
        .isEqualTo(
            "ad of class com.apple.hls.interstitial; plays http://ads/1.m3u8; X-RESUME-OFFSET=0;"
                + " X-RESTRICT=SKIP");
  }

  @Test
  void spliceInAttribute_isDecoded() {
    String hex = HexFormat.of().formatHex(SpliceBytes.of(SpliceBytes.INSERT));
    TimedEvent.Range range = only(read(range(at("s", 10) + ",SCTE35-OUT=0x" + hex)));

    assertThat(range.words())
        .isEqualTo(
            "s; SCTE35-OUT: splice_insert 1207959695: out of the network, for 60.294 s, returns by"
                + " itself; avail 0x00000135");
  }

  @Test
  void withoutDates_aRangeHasNoPlace() {
    String text = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n" + range(at("a", 1)) + "#EXTINF:10,\na.ts\n";

    List<TimedEvent> events = PlaylistEvents.of(PlaylistSnapshot.first(Lists.parse(HERE, text)));

    assertThat(only(events).when().positionNs()).isEmpty();
  }

  @Test
  void cueTags_markTheSegmentBehindThem() {
    List<TimedEvent> events =
        read(
            "",
            "#EXT-X-CUE-OUT:DURATION=10.0\n",
            "#EXT-X-CUE-OUT-CONT:ElapsedTime=5,Duration=10\n#EXT-X-CUE-IN\n");

    assertThat(events)
        .extracting(TimedEvent::words)
        .containsExactly("A break begins, for 10.000 s", "A break ends");
    assertThat(events)
        .extracting(event -> event.when().positionNs())
        .containsExactly(seconds(10), seconds(20));
    assertThat(events)
        .extracting(TimedEvent::raw)
        .containsExactly("#EXT-X-CUE-OUT:DURATION=10.0", "#EXT-X-CUE-IN");
  }

  @Test
  void breakThatBeganBeforeThePlaylist_isKnownByHowFarItHasCome() {
    List<TimedEvent> events =
        read("#EXT-X-CUE-OUT-CONT:4.0/30\n", "#EXT-X-CUE-OUT-CONT:14/30\n", "");

    assertThat(events)
        .singleElement()
        .satisfies(cue -> {
          assertThat(cue.when().positionNs()).isEqualTo(seconds(-4));
          assertThat(cue.when().durationNs()).isEqualTo(seconds(30));
        });
  }

  @Test
  void spliceTags_areDecoded() {
    List<TimedEvent> events =
        read(
            "#EXT-OATCLS-SCTE35:" + SpliceBytes.INSERT + "\n",
            "#EXT-X-SCTE35:ID=\"x\",CUE=\"" + SpliceBytes.PLACEMENT_END + "\"\n",
            "");

    assertThat(events).extracting(TimedEvent::kind).containsOnly("SCTE-35");
    assertThat(events.get(0).words()).startsWith("splice_insert 1207959695");
    assertThat(events.get(0).when().durationNs()).hasValue(0x52_CCF5L * 100_000 / 9);
    assertThat(events.get(1).words()).contains("Provider Placement Opportunity End");
    assertThat(events.get(1).when().positionNs()).isEqualTo(seconds(10));
  }

  @Test
  void datesAsFarAwayAsTheyGo_doNotOverflow() {
    List<TimedEvent> events =
        read(
            range(
                "ID=\"a\",START-DATE=\"1900-01-01T00:00:00Z\",END-DATE=\"9998-01-01T00:00:00Z\""));

    assertThat(only(events).when().positionNs().orElseThrow()).isNegative();
    assertThat(only(events).when().durationNs().orElseThrow()).isPositive();
  }
}
