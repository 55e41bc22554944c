// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class ServicesTest {
  private static final Services KNOWN = Services.known();

  static List<Service> known() {
    return KNOWN.all();
  }

  @Test
  void list_hasEveryServiceThatIsPromised() {
    assertThat(KNOWN.all())
        .extracting(Service::id)
        .containsExactly(
            "cloudflare",
            "ivs-standard",
            "ivs-basic",
            "ivs-advanced",
            "youtube",
            "twitch",
            "facebook",
            "soop-korea",
            "soop-global",
            "chzzk",
            "kakaotv",
            "kick",
            "restream",
            "nginx-rtmp",
            "mediamtx",
            "custom");
  }

  @ParameterizedTest
  @MethodSource("known")
  void everyServer_filledIn_isAnAddressThatAPublisherTakes(Service service) {
    for (ServiceServer server : service.servers()) {
      ServiceServer filled = server;
      for (String placeholder : server.placeholders()) {
        filled = filled.with(placeholder, "mine");
      }
      Endpoint endpoint = Endpoint.parse(filled.url(), Secret.of("key"));

      assertThat(filled.placeholders()).isEmpty();
      assertThat(endpoint.host()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void everyCodec_isOneThatPeopleKnow(Service service) {
    assertThat(List.of("H264", "HEVC", "AV1")).containsAll(service.limits().videoCodecs());
    assertThat(List.of("AAC", "OPUS")).containsAll(service.limits().audioCodecs());
  }

  @ParameterizedTest
  @CsvSource({
    "rtmps://live.cloudflare.com:443/live/, cloudflare",
    "rtmps://abc123.global-contribute.live-video.net:443/app/, ivs-standard",
    "rtmps://sfo54.contribute.live-video.net/app, ivs-standard",
    "rtmps://fa723fc1b171.global-contribute.live-video.net/app, kick",
    "rtmps://a.rtmps.youtube.com:443/live2, youtube",
    "rtmp://a.rtmp.youtube.com/live2, youtube",
    "rtmp://live-fra.twitch.tv/app, twitch",
    "rtmps://RTMP-API.facebook.com:443/rtmp/, facebook",
    "rtmp://stream.sooplive.co.kr/app/, soop-korea",
    "rtmp://global-stream.sooplive.com/app, soop-global",
    "rtmp://global-rtmp.lip2.navercorp.com:8080/relay, chzzk",
    "rtmp://rtmp.play.kakao.com/kakaotv, kakaotv",
    "rtmp://live.restream.io/live, restream"
  })
  void pastedAddress_tellsItsService(String address, String id) {
    assertThat(KNOWN.of(URI.create(address))).map(Service::id).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtmp://192.168.1.10/live",
        "rtmp://nottwitch.tv.example/app",
        "rtmp://faketwitch.tv/app",
        "rtmp://[::1]:1935/live"
      })
  void addressOfNobodyKnown_tellsNothing(String address) {
    assertThat(KNOWN.of(URI.create(address))).isEmpty();
  }

  @Test
  void name_isFoundWhateverItsCapitals() {
    assertThat(KNOWN.named(" YouTube")).map(Service::name).contains("YouTube");
    assertThat(KNOWN.named("nobody")).isEmpty();
  }

  @Test
  void standardServer_needsNothingFilledIn() {
    assertThat(KNOWN.named("youtube").orElseThrow().standardServer())
        .map(ServiceServer::name)
        .contains("Primary");
    assertThat(KNOWN.named("ivs-basic").orElseThrow().standardServer()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[{}]",
        "[{\"id\":\"a\",\"name\":\"A\",\"hosts\":[],\"servers\":[],\"keyHint\":\"\",\"limits\":{}}]",
        "[{\"id\":\"a\",\"name\":\"A\",\"hosts\":[],\"servers\":[{\"name\":\"s\",\"url\":\"http://x/y\"}],\"keyHint\":\"\",\"limits\":{}}]",
        "[{\"id\":\"a\",\"name\":\"A\",\"hosts\":[],\"servers\":[{\"name\":\"s\",\"url\":\"rtmp://x/y\"}],\"keyHint\":\"\",\"limits\":{\"mostVideoKpbs\":1}}]",
        "[{\"id\":\"a\",\"name\":\"A\",\"hosts\":[],\"servers\":[{\"name\":\"s\",\"url\":\"rtmp://x/y\"}],\"keyHint\":\"\",\"limits\":{\"leastKeyframeSeconds\":4,\"mostKeyframeSeconds\":2}}]"
      })
  void malformedEntry_isRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(JacksonException.class);
  }

  @Test
  void entryWithoutLimits_knowsNothing() {
    List<Service> services =
        read(
            "[{\"id\":\"a\",\"name\":\"A\",\"hosts\":[],\"servers\":[{\"name\":\"s\",\"url\":\"rtmp://x/y\"}],\"keyHint\":\"\",\"limits\":{}}]");

    assertThat(services.getFirst().limits()).isEqualTo(ServiceLimits.NONE);
    assertThat(services.getFirst().testQuery()).isEmpty();
  }

  private static List<Service> read(String json) {
    return new ServicesJson().read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }
}
