// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static io.tally.player.dash.Mpds.EVEN;
import static io.tally.player.dash.Mpds.HERE;
import static io.tally.player.dash.Mpds.NOON;
import static io.tally.player.dash.Mpds.fixed;
import static io.tally.player.dash.Mpds.live;
import static io.tally.player.dash.Mpds.media;
import static io.tally.player.dash.Mpds.mpd;
import static io.tally.player.dash.Mpds.offers;
import static io.tally.player.dash.Mpds.paths;
import static io.tally.player.dash.Mpds.period;
import static io.tally.player.dash.Mpds.read;
import static io.tally.player.dash.Mpds.set;
import static io.tally.player.dash.Mpds.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.Segment.InitSection;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which segments does an MPD of a recording stand for?
class ManifestTest {
  @Test
  void template_withNumbers_givesASegmentForEachDuration() {
    MediaPlaylist playlist = media(fixed(period(video(EVEN))));

    assertThat(paths(playlist))
        .containsExactly(
            "/live/v/001.m4s",
            "/live/v/002.m4s",
            "/live/v/003.m4s",
            "/live/v/004.m4s",
            "/live/v/005.m4s");
    assertThat(playlist.ended()).isTrue();
    assertThat(playlist.flaws()).isEmpty();
    assertThat(playlist.durationNs()).isEqualTo(9_000_000_000L);
    assertThat(playlist.segments().getLast().durationNs()).isEqualTo(1_000_000_000L);
    assertThat(playlist.segments().getFirst().init())
        .contains(
            new InitSection(URI.create("https://cdn.example.com/live/v.mp4"), Optional.empty()));
  }

  @Test
  void template_withTimes_followsItsTimeline() {
    MediaPlaylist playlist =
        media(
            fixed(
                period(
                    video(
                        """
                        <SegmentTemplate timescale="10" presentationTimeOffset="100" media="$Bandwidth$-$Time$$$.m4s">
                        <SegmentTimeline><S t="100" d="20" r="1"/><S d="5"/><S t="160" d="20" r="-1"/></SegmentTimeline>
                        </SegmentTemplate>\
                        """))));

    assertThat(paths(playlist))
        .containsExactly(
            "/live/1000000-100$.m4s",
            "/live/1000000-120$.m4s",
            "/live/1000000-140$.m4s",
            "/live/1000000-160$.m4s",
            "/live/1000000-180$.m4s");
    assertThat(playlist.segments())
        .extracting(Segment::startNs)
        .containsExactly(0L, 2_000_000_000L, 4_000_000_000L, 6_000_000_000L, 8_000_000_000L);
    assertThat(playlist.segments()).extracting(Segment::line).containsExactly(3, 3, 3, 3, 3);
  }

  @Test
  void levelsBelow_completeWhatLevelsAboveSay() {
    String text =
        fixed(
            """
            <BaseURL>media/</BaseURL><Period><BaseURL>one/</BaseURL><SegmentTemplate timescale="1000" duration="2000"/>
            <AdaptationSet contentType="video" width="640" height="360" codecs="avc1.64001e" frameRate="30000/1001">
            <BaseURL>/root/</BaseURL><SegmentTemplate media="$Number$.ts" startNumber="7"/>
            <Representation id="v" bandwidth="5"><BaseURL>v/</BaseURL></Representation></AdaptationSet></Period>\
            """);

    assertThat(paths(media(text)).getFirst()).isEqualTo("/root/v/7.ts");
    Variant variant = offers(text).variants().getFirst();
    assertThat(variant.height()).isEqualTo(360);
    assertThat(variant.codecs()).isEqualTo("avc1.64001e");
    assertThat(variant.framesPerSecond().orElseThrow()).isBetween(29.96, 29.98);
  }

  @Test
  void list_givesRangesOfOneFile() {
    MediaPlaylist playlist =
        media(
            fixed(
                period(
                    video(
                        """
                        <BaseURL>v.mp4</BaseURL><SegmentList duration="2"><Initialization range="0-99"/>
                        <SegmentURL mediaRange="100-199"/><SegmentURL mediaRange="200-399"/></SegmentList>\
                        """))));

    assertThat(playlist.segments())
        .extracting(Segment::range)
        .containsExactly(
            Optional.of(new ByteRange(100, 100)), Optional.of(new ByteRange(200, 200)));
    assertThat(playlist.segments().getFirst().init().orElseThrow().range())
        .contains(new ByteRange(0, 100));
    assertThat(paths(playlist)).containsOnly("/live/v.mp4");
  }

  @Test
  void indexThatIsNone_isAFlaw_andNoSegments() {
    String text =
        fixed(period(video("<BaseURL>v.mp4</BaseURL><SegmentBase indexRange=\"100-199\"/>")));
    Manifest manifest = read(text);
    URI variant = offers(text).variants().getFirst().uri();
    IndexPlace place = manifest.indexes(variant).getFirst();

    assertThat(place.range()).isEqualTo(new ByteRange(100, 100));
    MediaPlaylist playlist =
        (MediaPlaylist)
            manifest.playlist(variant, NOON, Map.of(place, new byte[100]), Optional.empty());
    assertThat(playlist.segments()).isEmpty();
    assertThat(playlist.flaws()).extracting(Flaw::message).anyMatch(m -> m.contains("sidx"));
  }

  @Test
  void oneFile_isOneSegment() {
    MediaPlaylist playlist =
        media(
            fixed(
                period(video(EVEN), "<AdaptationSet/>").replace(EVEN, "<BaseURL>v.mp4</BaseURL>")));

    assertThat(playlist.segments())
        .singleElement()
        .extracting(Segment::durationNs)
        .isEqualTo(9_000_000_000L);
  }

  @Test
  void periods_areTimelinesOfTheirOwn() {
    String text =
        mpd(
            "",
            "<Period duration=\"PT4S\">" + video(EVEN) + "</Period>",
            "<Period duration=\"PT3S\">" + set("audio/mp4", "a", 9, EVEN) + "</Period>",
            "<Period duration=\"PT2S\">" + video(EVEN).replace("\"v\"", "\"w\"") + "</Period>");

    MediaPlaylist playlist = media(text);

    assertThat(playlist.segments())
        .extracting(Segment::startNs)
        .containsExactly(0L, 2_000_000_000L, 4_000_000_000L, 7_000_000_000L);
    assertThat(playlist.segments())
        .extracting(Segment::discontinuity)
        .containsExactly(false, false, true, true);
    assertThat(playlist.segments())
        .extracting(Segment::discontinuitySequence)
        .containsExactly(0L, 0L, 1L, 2L);
    assertThat(playlist.segments())
        .extracting(Segment::gap)
        .containsExactly(false, false, true, false);
    assertThat(paths(playlist).getLast()).isEqualTo("/live/w/001.m4s");
  }

  @Test
  void locationAndClocks_areTold() {
    Manifest manifest =
        read(
            live(
                "",
                "<Location>https://edge.example.com/a.mpd</Location>"
                    + "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-iso:2014\" value=\"/time\"/>",
                period(video(EVEN))));

    assertThat(manifest.location()).contains(URI.create("https://edge.example.com/a.mpd"));
    assertThat(manifest.clocks()).singleElement().extracting("value").isEqualTo("/time");
  }

  @Test
  void othersThanHttp_areNotLoaded() {
    MediaPlaylist playlist =
        media(
            fixed(
                "<BaseURL>file:///etc/</BaseURL>",
                period(video(EVEN.replace("media=\"", "media=\"ftp://x/")))));

    assertThat(playlist.segments()).isEmpty();
    assertThat(playlist.flaws())
        .extracting(Flaw::message)
        .contains("Only http and https are loaded, not ftp");
  }

  @Test
  void documentType_isRefused_andNothingIsExpanded() {
    String text =
        "<!DOCTYPE MPD [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
            + fixed("<BaseURL>&a;</BaseURL>").substring(22);

    Playlist read = read(text).playlist(HERE, NOON, Map.of(), Optional.empty());

    assertThat(((Playlist.Unreadable) read).problem())
        .isEqualTo("The MPD cannot be read: it has a document type, which is refused");
  }
}
