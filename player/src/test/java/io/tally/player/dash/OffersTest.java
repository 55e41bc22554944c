// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static io.tally.player.dash.Mpds.EVEN;
import static io.tally.player.dash.Mpds.HERE;
import static io.tally.player.dash.Mpds.NOON;
import static io.tally.player.dash.Mpds.fixed;
import static io.tally.player.dash.Mpds.offers;
import static io.tally.player.dash.Mpds.period;
import static io.tally.player.dash.Mpds.read;
import static io.tally.player.dash.Mpds.set;
import static io.tally.player.dash.Mpds.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Rendition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What does an MPD offer to choose from?
class OffersTest {
  @Test
  void sound_comesInGroups_thatGetBetterWithThePicture() {
    String sound =
        """
        <AdaptationSet contentType="audio" lang="%s"><Role schemeIdUri="urn:mpeg:dash:role:2011" value="%s"/>
        <Representation id="%s1" bandwidth="64000"/><Representation id="%s2" bandwidth="128000"/></AdaptationSet>\
        """;
    String pictures =
        """
        <AdaptationSet contentType="video"><Representation id="h" bandwidth="3000000" codecs="avc1.64001e"/>
        <Representation id="l" bandwidth="300000"/></AdaptationSet>\
        """;
    MultivariantPlaylist all =
        offers(
            fixed(
                period(
                    pictures,
                    sound.formatted("en", "commentary", "e", "e"),
                    sound.formatted("ko", "main", "k", "k"))));

    assertThat(all.variants())
        .extracting(Variant::bandwidthBps)
        .containsExactly(364_000L, 3_128_000L);
    assertThat(all.variants())
        .extracting(variant -> variant.audioGroup().orElseThrow())
        .containsExactly("sound", "sound-2");
    assertThat(all.renditions())
        .extracting(Rendition::group, Rendition::name, Rendition::isDefault, Rendition::autoselect)
        .containsExactly(
            tuple("sound", "en", false, false),
            tuple("sound", "ko", true, true),
            tuple("sound-2", "en", false, false),
            tuple("sound-2", "ko", true, true));
  }

  @Test
  void soundAlone_isTheStream() {
    assertThat(offers(fixed(period(set("audio/mp4", "a", 64_000, EVEN)))).variants())
        .singleElement()
        .satisfies(variant -> assertThat(variant.audioGroup()).isEmpty());
  }

  @Test
  void severalBases_areTheSameStreamElsewhere() {
    String text =
        fixed(
            "<BaseURL>https://one.example.com/</BaseURL><BaseURL>https://two.example.com/</BaseURL>",
            period(video(EVEN)));

    List<Variant> variants = offers(text).variants();

    assertThat(variants).hasSize(2);
    assertThat(variants.getFirst().isAlike(variants.getLast())).isTrue();
    assertThat(
            variants.stream()
                .map(variant ->
                    (MediaPlaylist)
                        read(text).playlist(variant.uri(), NOON, Map.of(), Optional.empty()))
                .map(playlist -> playlist.segments().getFirst().uri().getHost()))
        .containsExactly("one.example.com", "two.example.com");
  }

  @Test
  void subtitles_areOfferedAsWebVtt_andOthersAreTold() {
    MultivariantPlaylist all =
        offers(
            fixed(
                period(
                    video(EVEN),
                    set("text/vtt", "t", 1, "<BaseURL>t.vtt</BaseURL>"),
                    set("application/ttml+xml", "x", 1, ""))));

    assertThat(all.renditions()).singleElement().extracting(Rendition::type).isEqualTo("SUBTITLES");
    assertThat(all.flaws())
        .extracting(Flaw::message)
        .containsExactly(
            "Subtitles of type application/ttml+xml are not shown, only WebVTT (text/vtt) is");
  }

  @Test
  void encryption_isToldInASentence() {
    String keys =
        "<ContentProtection schemeIdUri=\"urn:mpeg:dash:mp4protection:2011\" value=\"cbcs\"/>"
            + "<ContentProtection schemeIdUri=\"urn:uuid:EDEF8BA9-79D6-4ACE-A3C8-27DCD51D21ED\"/>";

    Playlist read =
        read(fixed(period(video(keys + EVEN)))).playlist(HERE, NOON, Map.of(), Optional.empty());

    assertThat(((Playlist.Unreadable) read).problem())
        .isEqualTo(
            "The stream is encrypted by METHOD=CBCS for Widevine (ContentProtection of the Representation in line 2) and cannot be played here: ask its sender for one in the clear");
  }
}
