// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What each service says of three broadcasts: a modest one, one that is too much for most, and an
/// old one with a keyframe every four seconds.
class SettingsCheckTest {
  private static final Services KNOWN = Services.known();

  private static final SentMedia MODEST = media(1280, 720, 30, 2500, 2, 2, 128);
  private static final SentMedia MUCH = media(1920, 1080, 60, 12_000, 1, 3, 320);
  private static final SentMedia OLD = media(852, 480, 30, 1500, 4, 0, 96);

  private static final Fix KEYFRAMES_1 = new Fix.SetKeyframeSeconds(1);
  private static final Fix KEYFRAMES_2 = new Fix.SetKeyframeSeconds(2);
  private static final Fix NO_B = new Fix.NoBFrames();

  private static SentMedia media(
      int width, int height, int rate, int videoKbps, double keys, int bFrames, int audioKbps) {
    return new SentMedia(
        width,
        height,
        rate,
        VideoCodec.H264,
        videoKbps * 1000,
        keys,
        bFrames,
        AudioCodec.AAC,
        audioKbps * 1000);
  }

  private static Fix video(int kbps) {
    return new Fix.SetVideoBitrate(kbps * 1000);
  }

  private static Fix audio(int kbps) {
    return new Fix.SetAudioBitrate(kbps * 1000);
  }

  static Stream<Arguments> table() {
    return Stream.of(
        row("cloudflare", List.of(), List.of(KEYFRAMES_2), List.of(video(1904))),
        row("ivs-standard", List.of(), List.of(video(8500)), List.of(KEYFRAMES_2)),
        row("ivs-basic", List.of(), List.of(video(3500)), List.of(KEYFRAMES_2)),
        row("ivs-advanced", List.of(), List.of(video(8500)), List.of(KEYFRAMES_2)),
        row("youtube", List.of(), List.of(audio(160)), List.of(KEYFRAMES_2)),
        row("twitch", List.of(), List.of(video(6000)), List.of(KEYFRAMES_2)),
        row("facebook", List.of(), List.of(video(9000), audio(128)), List.of(KEYFRAMES_2)),
        row("soop-korea", List.of(), List.of(video(8000), audio(192)), List.of(KEYFRAMES_2)),
        row(
            "soop-global",
            List.of(KEYFRAMES_1, NO_B),
            List.of(video(8000), audio(192), NO_B),
            List.of(KEYFRAMES_1)),
        row(
            "chzzk",
            List.of(new Fix.SetCanvas(1920, 1080), KEYFRAMES_1, NO_B),
            List.of(video(8000), audio(192), NO_B),
            List.of(new Fix.SetCanvas(1920, 1080), KEYFRAMES_1)),
        row("kakaotv", List.of(), List.of(video(8000), audio(192)), List.of()),
        row("kick", List.of(), List.of(), List.of()),
        row("restream", List.of(), List.of(), List.of(KEYFRAMES_2)),
        row("nginx-rtmp", List.of(), List.of(), List.of()),
        row("mediamtx", List.of(), List.of(), List.of()),
        row("custom", List.of(), List.of(), List.of()));
  }

  private static Arguments row(String id, List<Fix> modest, List<Fix> much, List<Fix> old) {
    return Arguments.of(id, modest, much, old);
  }

  @ParameterizedTest
  @MethodSource("table")
  void eachService_objectsToWhatItsLimitsForbid_andNothingElse(
      String id, List<Fix> modest, List<Fix> much, List<Fix> old) {
    assertThat(fixes(MODEST, id)).as("modest").containsExactlyElementsOf(modest);
    assertThat(fixes(MUCH, id)).as("much").containsExactlyElementsOf(much);
    assertThat(fixes(OLD, id)).as("old").containsExactlyElementsOf(old);
  }

  @Test
  void table_hasEveryService() {
    assertThat(table().map(row -> row.get()[0]))
        .containsExactlyElementsOf(KNOWN.all().stream().map(Service::id).toList());
  }

  @Test
  void facebook_takesLessOfASmallerPicture() {
    SentMedia small = media(1280, 720, 30, 6000, 2, 2, 128);

    assertThat(fixes(small, "facebook")).containsExactly(video(4000));
  }

  @Test
  void sentence_saysWhatIsTaken_andWhatIsSet() {
    assertThat(SettingsCheck.of(MUCH, service("twitch")).getFirst().sentence())
        .isEqualTo(
            "Twitch takes at most 6000 kb/s of picture at 1920x1080 and 60 fps, and 12000 are set.");
  }

  @Test
  void uprightPicture_countsByItsShorterSide() {
    SentMedia upright = media(1080, 1920, 30, 6000, 1, 0, 128);

    assertThat(SettingsCheck.of(upright, service("chzzk"))).isEmpty();
  }

  @Test
  void rateOfTelevision_countsAsTheWholeOne() {
    SentMedia media =
        new SentMedia(1920, 1080, 59.94, VideoCodec.H264, 6_000_000, 2, 0, AudioCodec.AAC, 128_000);

    assertThat(SettingsCheck.of(media, service("facebook"))).isEmpty();
  }

  @Test
  void sixtyFrames_whereThirtyAreTheMost_meansHalfOfThem() {
    ServiceLimits limits = ServiceLimits.NONE;
    Service thirty =
        new Service(
            "thirty",
            "Thirty",
            List.of(),
            List.of(new ServiceServer("one", "rtmp://host/app")),
            "",
            Optional.empty(),
            new ServiceLimits(
                limits.leastTotalKbps(),
                limits.mostTotalKbps(),
                limits.mostVideoKbps(),
                limits.mostAudioKbps(),
                List.of(),
                limits.leastLines(),
                limits.mostLines(),
                OptionalInt.of(30),
                limits.leastKeyframeSeconds(),
                limits.mostKeyframeSeconds(),
                limits.advisedKeyframeSeconds(),
                List.of(),
                List.of(),
                Optional.empty(),
                limits.mostBFrames(),
                false),
            List.of());

    assertThat(SettingsCheck.of(MUCH, thirty).getFirst().fix()).contains(new Fix.SetFrameRate(30));
  }

  private static List<Fix> fixes(SentMedia media, String id) {
    return SettingsCheck.of(media, service(id)).stream()
        .map(objection -> objection.fix().orElseThrow())
        .toList();
  }

  private static Service service(String id) {
    return KNOWN.named(id).orElseThrow();
  }
}
