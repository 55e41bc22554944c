// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.steer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Rendition;
import io.tally.player.playlist.parser.PlaylistParser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Playlists with the same variants at several places, and a clock that is moved by hand.
class PathwaysTest {
  private static final String LOW = "#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=320x180%s\n";
  private static final String HIGH = "#EXT-X-STREAM-INF:BANDWIDTH=3000000,RESOLUTION=640x360%s\n";
  private static final URI STEERING = URI.create("https://steer.example/m.json");
  private static final long MINUTE_NS = 60_000_000_000L;

  private final List<String> notes = new ArrayList<>();
  private long nowNs = 1;

  private Pathways pathways(String text) {
    URI uri = URI.create("https://a.example/live/master.m3u8");
    return Pathways.of(
        (MultivariantPlaylist) PlaylistParser.parse(uri, ("#EXTM3U\n" + text).getBytes(UTF_8)),
        notes::add,
        () -> nowNs);
  }

  private Pathways redundant() {
    return pathways(
        LOW.formatted("")
            + "low.m3u8\n"
            + HIGH.formatted("")
            + "high.m3u8\n"
            + LOW.formatted("")
            + "https://b.example/low.m3u8\n"
            + HIGH.formatted("")
            + "https://b.example/high.m3u8\n");
  }

  private Pathways named() {
    return pathways(
        "#EXT-X-CONTENT-STEERING:SERVER-URI=\"https://steer.example/m.json\",PATHWAY-ID=\"B\"\n"
            + "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"s-a\",NAME=\"One\",STABLE-RENDITION-ID=\"one\",URI=\"one.m3u8\"\n"
            + LOW.formatted(",PATHWAY-ID=\"A\",AUDIO=\"s-a\",STABLE-VARIANT-ID=\"v1\"")
            + "low.m3u8?session=7\n"
            + LOW.formatted(",PATHWAY-ID=\"B\",STABLE-VARIANT-ID=\"v1\"")
            + "https://b.example/low.m3u8\n");
  }

  private static SteeringManifest manifest(String text) {
    return SteeringManifest.read(STEERING, text);
  }

  @Test
  void redundantVariants_areOneVariantEach() {
    Pathways pathways = redundant();

    assertThat(pathways.ladder()).hasSize(2);
    assertThat(pathways.of(1)).isEqualTo(URI.create("https://a.example/live/high.m3u8"));
    assertThat(pathways.hasOther()).isTrue();
  }

  @Test
  void addressThatFails_takesTheWholeStreamElsewhere_forTwoMinutes() {
    Pathways pathways = redundant();
    URI failing = pathways.of(0);

    assertThat(pathways.failed(0, failing, true, "it answered 503")).isTrue();

    assertThat(pathways.of(1)).isEqualTo(URI.create("https://b.example/high.m3u8"));
    assertThat(notes)
        .containsExactly(
            "Went over from https://a.example/live/low.m3u8 to https://b.example/low.m3u8:"
                + " it answered 503");
    assertThat(pathways.failed(0, pathways.of(0), true, "it, too")).isFalse();
    nowNs += 2 * MINUTE_NS;
    assertThat(pathways.failed(0, pathways.of(0), true, "it, too")).isTrue();
    assertThat(pathways.of(0)).isEqualTo(failing);
  }

  @Test
  void failureOfAnAddressThatWasLeft_changesNothing() {
    Pathways pathways = redundant();
    URI failing = pathways.of(0);
    pathways.leave(failing, "late");

    assertThat(pathways.failed(0, failing, true, "late, too")).isTrue();

    assertThat(pathways.of(0).getHost()).isEqualTo("b.example");
    assertThat(notes).hasSize(1);
  }

  @Test
  void variantsWithOneAddress_andGroupsOfTheirOwn_staySeveral() {
    Pathways pathways =
        pathways(
            LOW.formatted(",AUDIO=\"x\"")
                + "v.m3u8\n"
                + LOW.formatted(",AUDIO=\"y\"")
                + "v.m3u8\n");

    assertThat(pathways.ladder()).hasSize(2);
    assertThat(pathways.hasOther()).isFalse();
  }

  @Test
  @DisplayName("RFC 8216bis 4.4.6.6: PATHWAY-ID holds until the first steering manifest")
  void namedPathway_isBegunWith_untilSteeringPrefersAnother() {
    Pathways pathways = named();
    assertThat(pathways.id()).isEqualTo("B");

    pathways.steer(manifest("{\"VERSION\":1,\"TTL\":10,\"PATHWAY-PRIORITY\":[\"X\",\"A\",\"B\"]}"));

    assertThat(pathways.id()).isEqualTo("A");
    assertThat(notes)
        .containsExactly("Went over from pathway B to pathway A: the steering server prefers it");
    assertThat(pathways.renditions("AUDIO", 0)).extracting(Rendition::name).containsExactly("One");
  }

  @Test
  void pathwayThatFailed_isNotTakenAgain_howeverMuchSteeringPrefersIt() {
    Pathways pathways = named();
    SteeringManifest manifest = manifest("{\"VERSION\":1,\"PATHWAY-PRIORITY\":[\"B\",\"A\"]}");
    pathways.leave(pathways.of(0), "it is down");

    pathways.steer(manifest);
    assertThat(pathways.id()).isEqualTo("A");

    nowNs += 2 * MINUTE_NS;
    pathways.steer(manifest);
    assertThat(pathways.id()).isEqualTo("B");
  }

  @Test
  void clone_isThePathwayThatItIsOf_atOtherAddresses() {
    Pathways pathways = named();

    pathways.steer(
        manifest(
            """
            {"VERSION": 1, "PATHWAY-PRIORITY": ["C"], "PATHWAY-CLONES": [{
              "BASE-ID": "A", "ID": "C", "URI-REPLACEMENT": {
                "HOST": "c.example:8443", "PARAMS": {"session": "8", "t": "a b"},
                "PER-RENDITION-URIS": {"one": "https://d.example/one.m3u8"}}}]}
            """));

    assertThat(pathways.of(0))
        .isEqualTo(URI.create("https://c.example:8443/live/low.m3u8?session=8&t=a+b"));
    assertThat(pathways.renditions("AUDIO", 0))
        .extracting(Rendition::uri)
        .containsExactly(Optional.of(URI.create("https://d.example/one.m3u8")));
  }

  @Test
  void cloneWithAnAddressForAVariant_hasItThere() {
    Pathways pathways = named();

    pathways.steer(
        manifest(
            """
            {"VERSION": 1, "PATHWAY-PRIORITY": ["C"], "PATHWAY-CLONES": [{
              "BASE-ID": "B", "ID": "C", "URI-REPLACEMENT": {
                "PER-VARIANT-URIS": {"v1": "/other.m3u8"}}}]}
            """));

    assertThat(pathways.of(0)).isEqualTo(URI.create("https://steer.example/other.m3u8"));
  }
}
