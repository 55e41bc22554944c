// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.outlet.Outlet;
import io.tally.app.settings.EncodingSettings;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.Services;
import io.tally.protocol.service.SettingsCheck;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodePlanTest {
  private static final Services KNOWN = Services.known();
  private static final Encode FULL_HD = encode(1920, 1080, 60, 6000);

  private static Encode encode(int width, int height, int rate, int kbps) {
    return new Encode(
        new CanvasFormat(width, height, FrameRate.of(rate)),
        EncodingSettings.STANDARD.withVideoBitrate(kbps * 1000));
  }

  private static List<Outlet> outlets(String... services) {
    return Stream.of(services).map(EncodePlanTest::outlet).toList();
  }

  private static Outlet outlet(String service) {
    Service known = KNOWN.named(service).orElseThrow();
    return Outlet.of(service, new Endpoint(URI.create("rtmp://host/app"), Secret.of("key")))
        .withName(known.name())
        .withService(Optional.of(known));
  }

  private static List<List<String>> ids(EncodePlan plan) {
    return plan.groups().stream()
        .map(group -> group.outlets().stream().map(Outlet::id).toList())
        .toList();
  }

  @Test
  void servicesOfTwoSeconds_shareOneEncode_asItWasAskedFor() {
    EncodePlan plan =
        EncodePlan.of(
            FULL_HD, outlets("cloudflare", "ivs-standard", "youtube", "twitch", "soop-korea"));

    assertThat(plan.groups()).hasSize(1);
    Encode encode = plan.groups().getFirst().encode();
    assertThat(encode.picture()).isEqualTo(FULL_HD.picture());
    assertThat(encode.coding()).isEqualTo(FULL_HD.coding());
  }

  @Test
  void cloudflareAndChzzk_needTwoEncodes_andItIsSaidWhyAndWhatItCosts() {
    EncodePlan plan =
        EncodePlan.of(FULL_HD, outlets("cloudflare", "chzzk", "soop-global", "twitch"));

    assertThat(ids(plan))
        .containsExactly(List.of("cloudflare", "twitch"), List.of("chzzk", "soop-global"));
    EncodingSettings second = plan.groups().getLast().encode().coding();
    assertThat(second.keyframeSeconds()).isEqualTo(1);
    assertThat(second.bFrames()).hasValue(0);
    assertThat(plan.groups().getFirst().encode().coding().bFrames()).isEmpty();
    assertThat(plan.sentences().getLast())
        .isEqualTo(
            "CHZZK and SOOP Global get an encode of their own (1920x1080 at 60 fps, 6000 kb/s, a"
                + " keyframe every 1 s, no B-frames), because they want a keyframe every 1 s at"
                + " most, where Cloudflare Stream wants at least 2 s. A further encode costs about"
                + " 100 % more processor time.");
  }

  @Test
  void withoutCloudflare_oneSecondServesAll() {
    EncodePlan plan = EncodePlan.of(FULL_HD, outlets("twitch", "chzzk", "youtube"));

    assertThat(plan.groups()).hasSize(1);
    assertThat(plan.groups().getFirst().encode().coding().keyframeSeconds()).isEqualTo(1);
    assertThat(plan.groups().getFirst().encode().coding().bFrames()).hasValue(0);
  }

  @Test
  void facebookAt720p30_getsItsFourMegabits_andTheOthersKeepTheirSix() {
    EncodePlan plan = EncodePlan.of(encode(1280, 720, 30, 6000), outlets("facebook", "youtube"));

    assertThat(ids(plan)).containsExactly(List.of("youtube"), List.of("facebook"));
    assertThat(plan.groups().getLast().encode().coding().videoBitrateBps()).isEqualTo(4_000_000);
    assertThat(plan.groups().getLast().encode().coding().audioBitrateBps()).isEqualTo(128_000);
    assertThat(plan.sentences().getLast()).contains("takes at most 4000 kb/s of such a picture");
  }

  @Test
  void capThatIsNearlyEnoughForAll_isShared() {
    EncodePlan plan = EncodePlan.of(encode(1280, 720, 30, 5000), outlets("facebook", "youtube"));

    assertThat(plan.groups()).hasSize(1);
    assertThat(plan.groups().getFirst().encode().coding().videoBitrateBps()).isEqualTo(4_000_000);
  }

  @Test
  void ivsBasic_takes3500_beside6000() {
    EncodePlan plan = EncodePlan.of(FULL_HD, outlets("ivs-basic", "ivs-standard"));

    assertThat(ids(plan)).containsExactly(List.of("ivs-standard"), List.of("ivs-basic"));
    assertThat(plan.groups().getLast().encode().coding().videoBitrateBps()).isEqualTo(3_500_000);
  }

  @Test
  void pictureLargerThanAServiceTakes_isScaledForIt() {
    EncodePlan plan =
        EncodePlan.of(encode(3840, 2160, 60, 30_000), outlets("youtube", "twitch", "chzzk"));

    assertThat(ids(plan)).contains(List.of("chzzk"));
    CanvasFormat small = plan.groupOf("chzzk").orElseThrow().encode().picture();
    assertThat(small).isEqualTo(new CanvasFormat(1920, 1080, FrameRate.of(60)));
    assertThat(plan.groupOf("chzzk").orElseThrow().sentence())
        .contains("takes at most 1080 lines", "8000 kb/s", "about 25 %");
  }

  @Test
  void totalOfCloudflare_leavesRoomForTheSound() {
    EncodePlan plan = EncodePlan.of(encode(1920, 1080, 60, 20_000), outlets("cloudflare"));

    assertThat(plan.groups().getFirst().encode().totalBps()).isEqualTo(14_000_000);
  }

  @Test
  void outletOfNobodyKnown_getsWhatWasAskedFor() {
    Outlet own = Outlet.of("own", new Endpoint(URI.create("rtmp://host/app"), Secret.of("")));

    EncodePlan plan = EncodePlan.of(FULL_HD, List.of(own));

    assertThat(plan.groups().getFirst().encode()).isEqualTo(FULL_HD);
    assertThat(plan.sentences())
        .containsExactly("host gets 1920x1080 at 60 fps, 6000 kb/s, a keyframe every 2 s.");
  }

  @Test
  void outletsThatAreOff_areNotPlannedFor_andFitInLaterOrDoNot() {
    List<Outlet> two = List.of(outlet("cloudflare"), outlet("chzzk").withOn(false));

    EncodePlan plan = EncodePlan.of(FULL_HD, two);
    Encode running = plan.groups().getFirst().encode();

    assertThat(plan.groups()).hasSize(1);
    assertThat(EncodePlan.serves(FULL_HD, running, two.getLast())).isFalse();
    assertThat(EncodePlan.serves(FULL_HD, running, outlet("twitch"))).isTrue();
    assertThat(EncodePlan.forOne(FULL_HD, two.getLast()).coding().keyframeSeconds()).isEqualTo(1);
  }

  @Test
  void hevc_isForThoseThatTakeIt_andH264ForTheRest() {
    Encode hevc = new Encode(FULL_HD.picture(), FULL_HD.coding().withEncoder("libx265"));

    EncodePlan plan = EncodePlan.of(hevc, outlets("youtube", "twitch"));

    assertThat(ids(plan)).containsExactly(List.of("youtube"), List.of("twitch"));
    assertThat(plan.groups().getLast().encode().coding().encoder()).isEqualTo("libx264");
    assertThat(plan.sentences().getLast()).contains("because it takes no HEVC");
  }

  @Test
  void nothingOn_isOneEncodeForNobody() {
    EncodePlan plan = EncodePlan.of(FULL_HD, List.of());

    assertThat(plan.groups()).hasSize(1);
    assertThat(plan.groups().getFirst().outlets()).isEmpty();
  }

  @Test
  void choiceBetweenTwoGroups_fallsToTheRhythmThatWasAskedFor() {
    // Twitch takes 1 s as well as 2 s; two encodes are needed anyway.
    EncodePlan plan = EncodePlan.of(FULL_HD, outlets("chzzk", "twitch", "cloudflare"));

    assertThat(ids(plan)).containsExactly(List.of("twitch", "cloudflare"), List.of("chzzk"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2500, 4500, 6000, 9000, 20_000})
  void allServicesAtOnce_everyEncodeIsTakenByItsOutlets_andNoTwoGroupsCouldBeOne(int kbps) {
    List<Outlet> all = KNOWN.all().stream().map(Service::id).map(EncodePlanTest::outlet).toList();
    Encode wanted = encode(1920, 1080, 60, kbps);

    EncodePlan plan = EncodePlan.of(wanted, all);

    assertThat(ids(plan).stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(all.stream().map(Outlet::id).toList());
    for (EncodeGroup group : plan.groups()) {
      for (Outlet outlet : group.outlets()) {
        assertThat(SettingsCheck.of(group.encode().media(), outlet.service().orElseThrow()))
            .as(outlet.id())
            .isEmpty();
      }
    }
    for (EncodeGroup one : plan.groups()) {
      for (EncodeGroup other : plan.groups()) {
        if (one != other) {
          List<Outlet> both = new ArrayList<>(one.outlets());
          both.addAll(other.outlets());
          assertThat(new SharedEncode(wanted).of(both)).isEmpty();
        }
      }
    }
  }
}
