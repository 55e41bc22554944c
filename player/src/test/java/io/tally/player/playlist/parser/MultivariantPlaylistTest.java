// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MultivariantPlaylist;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// RFC 8216 4.3.4, sentence by sentence.
class MultivariantPlaylistTest {
  @Test
  @DisplayName("4.3.4.2: the address line after EXT-X-STREAM-INF names the variant's playlist")
  void variant_isReadWithItsAttributes() {
    MultivariantPlaylist read =
        multivariant(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-STREAM-INF:BANDWIDTH=1280000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="a"
            hi/list.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=640000
            lo/list.m3u8
            """);

    MultivariantPlaylist.Variant first = read.variants().getFirst();
    assertThat(first.uri()).hasToString("http://host/hi/list.m3u8");
    assertThat(first.bandwidthBps()).isEqualTo(1_280_000);
    assertThat(first.width()).isEqualTo(1280);
    assertThat(first.height()).isEqualTo(720);
    assertThat(first.codecs()).isEqualTo("avc1.64001f,mp4a.40.2");
    assertThat(first.framesPerSecond()).hasValue(29.97);
    assertThat(first.audioGroup()).contains("a");
    assertThat(read.variants()).hasSize(2);
    assertThat(read.independentSegments()).isTrue();
    assertThat(read.flaws()).isEmpty();
  }

  @Test
  @DisplayName("4.3.4.2: BANDWIDTH is required, and so is the address line")
  void variantWithoutBandwidthOrAddress_isAFinding() {
    MultivariantPlaylist read =
        multivariant(
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n#EXT-X-STREAM-INF:CODECS=\"x\"\nlo.m3u8\nstray.m3u8\n");

    assertThat(read.variants())
        .singleElement()
        .extracting(v -> v.uri().getPath())
        .isEqualTo("/lo.m3u8");
    assertThat(read.flaws())
        .extracting(Flaw::toString)
        .containsExactly(
            "line 2: No address follows this variant",
            "line 3: The variant has no BANDWIDTH",
            "line 5: No EXT-X-STREAM-INF stands before this address");
  }

  @Test
  @DisplayName("4.3.4.2: a resolution that makes no sense is no size")
  void resolutionThatIsNoSize_isLeftOut() {
    MultivariantPlaylist read =
        multivariant("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=bigxhuge\na.m3u8\n");

    assertThat(read.variants().getFirst().width()).isZero();
  }

  @Test
  @DisplayName("4.4.6.1 to 4.4.6.7: renditions, picture-only variants, session data, steering")
  void everyOtherTag_isRead() {
    MultivariantPlaylist read =
        multivariant(
            """
            #EXTM3U
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="en.m3u8"
            #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="CC1",INSTREAM-ID="CC1"
            #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1000,URI="iframes.m3u8",RESOLUTION=640x360
            #EXT-X-SESSION-DATA:DATA-ID="com.example.title",VALUE="A, B"
            #EXT-X-SESSION-KEY:METHOD=AES-128,URI="key"
            #EXT-X-CONTENT-STEERING:SERVER-URI="steer.json",PATHWAY-ID="cdn-a"
            #EXT-X-STREAM-INF:BANDWIDTH=2000,AVERAGE-BANDWIDTH=1500,SCORE=2.5,VIDEO-RANGE=PQ,HDCP-LEVEL=TYPE-0,AUDIO="a",SUBTITLES="s",CLOSED-CAPTIONS="cc",STABLE-VARIANT-ID="x",PATHWAY-ID="cdn-a"
            hi.m3u8
            """);

    MultivariantPlaylist.Variant variant = read.variants().getFirst();
    assertThat(variant.averageBandwidthBps()).hasValue(1500);
    assertThat(variant.score()).hasValue(2.5);
    assertThat(variant.videoRange()).contains("PQ");
    assertThat(variant.groups().closedCaptions()).contains("cc");
    assertThat(variant.pathwayId()).isEqualTo("cdn-a");
    assertThat(read.renditions()).hasSize(2);
    assertThat(read.renditions().getFirst().uri().orElseThrow()).hasPath("/en.m3u8");
    assertThat(read.renditions().getFirst().isDefault()).isTrue();
    assertThat(read.iframeVariants().getFirst().width()).isEqualTo(640);
    assertThat(read.sessionData().getFirst().value()).contains("A, B");
    assertThat(read.sessionKeys().getFirst().method()).isEqualTo("AES-128");
    assertThat(read.steering().orElseThrow().serverUri()).hasPath("/steer.json");
    assertThat(read.flaws()).isEmpty();
  }

  private static MultivariantPlaylist multivariant(String text) {
    return (MultivariantPlaylist)
        PlaylistParser.parse(URI.create("http://host/all.m3u8"), text.getBytes(UTF_8));
  }
}
