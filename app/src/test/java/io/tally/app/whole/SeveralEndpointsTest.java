// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static io.tally.app.testing.Transmission.FPS;
import static io.tally.app.testing.Transmission.farEnd;
import static io.tally.app.testing.Transmission.settings;
import static io.tally.app.testing.Transmission.through;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.BroadcastState;
import io.tally.app.air.OutletStatus;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.testing.FarEnd;
import io.tally.app.testing.Numbered;
import io.tally.app.testing.Transmission;
import io.tally.capture.picture.PatternReader;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FaultProxy;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.NginxRtmp;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.Services;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// One programme to several servers at once, and what one of them does to the others.
class SeveralEndpointsTest {
  private static final EncodingSettings CODING =
      EncodingSettings.STANDARD.withVideoBitrate(1_000_000);

  @TempDir Path folder;
  @RegisterExtension final Transmission on = new Transmission(CODING);

  private static void assertWhole(FarEnd seen, int atLeast) throws Exception {
    List<PatternReader.Reading> pictures = seen.pictures();
    assertThat(pictures).hasSizeGreaterThanOrEqualTo(atLeast);
    Numbered.assertWhole(pictures);
  }

  @Test
  void nginxAndTheEmbeddedIngest_getEveryPictureOfOneEncode() throws Exception {
    Path inside = Files.createDirectories(folder.resolve("nginx"));
    try (NginxRtmp nginx = NginxRtmp.start(inside)) {
      on.broadcast()
          .goLive(
              List.of(
                  on.here("live"),
                  Outlet.of("nginx", Endpoint.parse(nginx.url("numbers"), Secret.of("")))),
              Optional.empty());
      on.awaitOutlet("live", PublisherState.Live.class);
      on.awaitOutlet("nginx", PublisherState.Live.class);
      on.awaitFrames(5 * FPS);
      assertThat(on.broadcast().outlets()).extracting(OutletStatus::group).containsExactly(0, 0);
      assertThat(on.outlet("nginx").history()).isNotEmpty();
      on.broadcast().stop();
      nginx.awaitPublished(1);

      assertWhole(on.viewers("live"), 3 * FPS);
      assertWhole(farEnd(nginx.record("numbers")), 3 * FPS);
      assertThat(on.notices()).isEmpty();
    }
  }

  @Test
  void oneSwitchedOffAndOn_costsTheOtherNothing() throws Exception {
    Path file = folder.resolve("programme.mkv");
    on.broadcast()
        .goLive(List.of(on.here("stays"), on.here("comes").withOn(false)), Optional.of(file));
    on.awaitOutlet("stays", PublisherState.Live.class);
    assertThat(on.outlet("comes").on()).isFalse();
    on.broadcast().switchOn("comes");
    on.awaitOutlet("comes", PublisherState.Live.class);
    on.awaitFrames(3 * FPS);
    on.broadcast().switchOff("comes");
    on.awaitOutlet("comes", PublisherState.Stopped.class);
    on.broadcast().switchOn("comes");
    on.awaitOutlet("comes", PublisherState.Live.class);
    on.awaitFrames(3 * FPS);
    on.broadcast().stop();

    assertWhole(on.viewers("stays"), 3 * FPS);
    assertWhole(farEnd(file), 6 * FPS);
    assertThat(on.broadcast().state()).isEqualTo(new BroadcastState.Preview());
  }

  @Test
  void oneThatFails_isANotice_andTheOtherGoesOn() {
    Outlet nobody =
        Outlet.of("nobody", new Endpoint(URI.create("rtmp://127.0.0.1:1/live"), Secret.of("k")));
    on.broadcast().goLive(List.of(nobody, on.here("live")), Optional.empty());
    on.awaitOutlet("nobody", PublisherState.Failed.class);
    on.awaitOutlet("live", PublisherState.Live.class);
    await().until(() -> on.notices().size() == 1);

    assertThat(on.notices().getFirst()).contains("127.0.0.1");
    assertThat(on.broadcast().state()).isInstanceOf(BroadcastState.Live.class);
    assertThat(on.outlet("nobody").on()).isTrue();
  }

  @Test
  void pathCutAndReturned_leavesRecordingAndTheOtherWhole_andSoundWithThePicture()
      throws Exception {
    Path file = folder.resolve("programme.mkv");
    try (FaultProxy proxy = new FaultProxy(on.ingest().rtmpUrl().getPort())) {
      on.broadcast().goLive(List.of(on.here("stays"), through(proxy, "cut")), Optional.of(file));
      on.awaitOutlet("stays", PublisherState.Live.class);
      on.awaitOutlet("cut", PublisherState.Live.class);
      on.awaitFrames(2 * FPS);
      proxy.resetAfter(1);
      on.awaitOutlet("cut", PublisherState.Reconnecting.class);
      on.broadcast().retryNow("cut");
      on.awaitOutlet("cut", PublisherState.Live.class);
      await().until(() -> on.outlet("cut").statistics().reconnects() == 1);
      on.awaitFrames(6 * FPS);
      on.broadcast().stop();
    }

    FarEnd recorded = farEnd(file);
    assertWhole(recorded, 8 * FPS);
    assertWhole(on.viewers("stays"), 3 * FPS);
    assertThat(recorded.flashesFromBeeps())
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(apart -> assertThat(apart).isLessThan(0.04));
    assertThat(on.outlet("cut").statistics().drops().notConnected()).isPositive();
    assertThat(on.outlet("stays").statistics().drops().all()).isZero();
  }

  @Test
  void oneSecondHereAndTwoThere_areTwoEncodes_eachWhole() throws Exception {
    Services known = Services.known();
    Optional<Service> quick = known.named("soop-global");
    Optional<Service> slow = known.named("cloudflare");
    on.begin(settings(CODING.withVideoBitrate(2_000_000)));
    on.broadcast()
        .goLive(
            List.of(on.here("two").withService(slow), on.here("one").withService(quick)),
            Optional.empty());
    on.awaitOutlet("one", PublisherState.Live.class);
    on.awaitOutlet("two", PublisherState.Live.class);
    on.awaitFrames(6 * FPS);
    assertThat(on.outlet("two").group()).isNotEqualTo(on.outlet("one").group());
    assertThat(on.outlet("one").encode().coding().keyframeSeconds()).isEqualTo(1);
    assertThat(on.outlet("one").encode().coding().bFrames()).isEqualTo(OptionalInt.of(0));
    assertThat(on.outlet("two").encode().coding().keyframeSeconds()).isEqualTo(2);
    on.broadcast().stop();

    assertWhole(on.viewers("one"), 3 * FPS);
    assertWhole(on.viewers("two"), 3 * FPS);
  }
}
