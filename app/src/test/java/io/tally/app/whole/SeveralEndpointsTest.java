// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.Broadcast;
import io.tally.app.BroadcastState;
import io.tally.app.air.OutletStatus;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings.FileSource;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.settings.SourceSettings.ToneSource;
import io.tally.app.testing.FarEnd;
import io.tally.capture.MediaClock;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import io.tally.capture.scene.CanvasFormat;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FaultProxy;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import io.tally.protocol.peers.NginxRtmp;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.Services;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One programme to several servers at once, and what one of them does to the others.
class SeveralEndpointsTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int FPS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final EncodingSettings CODING =
      EncodingSettings.STANDARD.withVideoBitrate(1_000_000);

  // FFmpeg reads a playlist until it ends, and nobody comes back to these.
  private static final HlsSettings ENDS_SOON =
      new HlsSettings(Duration.ofSeconds(2), Duration.ofMinutes(5), 64L << 20, Duration.ZERO);

  @TempDir Path folder;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private Broadcast broadcast = new Broadcast(settings(CODING), MediaClock.system());
  private IngestServer ingest;

  private static BroadcastSettings settings(EncodingSettings coding) {
    return new BroadcastSettings(
        new CanvasFormat(WIDTH, HEIGHT, FrameRate.of(FPS)),
        List.of(Input.of("pattern", new PatternSource()), Input.of("tone", new ToneSource())),
        coding);
  }

  @BeforeEach
  void open() throws Exception {
    ingest = IngestServer.start(new IngestSettings("127.0.0.1", 0, 0, Optional.empty(), ENDS_SOON));
    begin(CODING);
  }

  private void begin(EncodingSettings coding) {
    begin(settings(coding));
  }

  private void begin(BroadcastSettings settings) {
    broadcast.close(); // what the test had until now
    broadcast = new Broadcast(settings, MediaClock.system());
    broadcast.onNotice(notices::add);
    broadcast.open();
  }

  @AfterEach
  void close() {
    broadcast.close();
    ingest.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private Outlet here(String key) {
    return Outlet.of(key, new Endpoint(ingest.rtmpUrl(), Secret.of(key)));
  }

  private Outlet through(FaultProxy proxy, String key) {
    return Outlet.of(
        key,
        new Endpoint(URI.create("rtmp://127.0.0.1:" + proxy.port() + "/live"), Secret.of(key)));
  }

  private OutletStatus outlet(String id) {
    return broadcast.outlets().stream()
        .filter(status -> status.outlet().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void awaitOutlet(String id, Class<? extends PublisherState> kind) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            broadcast.outlets().stream()
                .anyMatch(s -> s.outlet().id().equals(id) && kind.isInstance(s.state())));
  }

  private void awaitFrames(long more) {
    long wanted = broadcast.statistics().frames() + more;
    await().atMost(PATIENCE).until(() -> broadcast.statistics().frames() >= wanted);
  }

  private static void assertWhole(List<PatternReader.Reading> pictures, int atLeast) {
    assertThat(pictures).hasSizeGreaterThanOrEqualTo(atLeast);
    long first = pictures.getFirst().frameNumber().orElseThrow();
    for (int i = 0; i < pictures.size(); i++) {
      assertThat(pictures.get(i).frameNumber()).as("picture %d", i).hasValue(first + i);
    }
  }

  /// A film that takes every bit that it gets, as no test picture does.
  private Path noise() throws Exception {
    Path film = folder.resolve("noise.mkv");
    Process ffmpeg =
        new ProcessBuilder(
                "ffmpeg",
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "nullsrc=s=320x180:r=30:d=4,geq=random(1)*255:128:128",
                "-c:v",
                "mjpeg",
                "-q:v",
                "8",
                film.toString())
            .inheritIO()
            .start();
    assertThat(ffmpeg.waitFor()).isZero();
    return film;
  }

  @Test
  void nginxAndTheEmbeddedIngest_getEveryPictureOfOneEncode() throws Exception {
    Path inside = Files.createDirectories(folder.resolve("nginx"));
    try (NginxRtmp nginx = NginxRtmp.start(inside)) {
      broadcast.goLive(
          List.of(
              here("live"),
              Outlet.of("nginx", Endpoint.parse(nginx.url("numbers"), Secret.of("")))),
          Optional.empty());
      awaitOutlet("live", PublisherState.Live.class);
      awaitOutlet("nginx", PublisherState.Live.class);
      awaitFrames(5 * FPS);
      assertThat(broadcast.outlets()).extracting(OutletStatus::group).containsExactly(0, 0);
      assertThat(outlet("nginx").history()).isNotEmpty();
      broadcast.stop();
      awaitGoodbye(inside);

      assertWhole(new FarEnd(ingest.playlistUrl("live"), WIDTH, HEIGHT).pictures(), 3 * FPS);
      assertWhole(new FarEnd(nginx.record("numbers"), WIDTH, HEIGHT).pictures(), 3 * FPS);
      assertThat(notices).isEmpty();
    }
  }

  @Test
  void oneSwitchedOffAndOn_costsTheOtherNothing() throws Exception {
    Path file = folder.resolve("programme.mkv");
    broadcast.goLive(List.of(here("stays"), here("comes").withOn(false)), Optional.of(file));
    awaitOutlet("stays", PublisherState.Live.class);
    assertThat(outlet("comes").on()).isFalse();
    broadcast.switchOn("comes");
    awaitOutlet("comes", PublisherState.Live.class);
    awaitFrames(3 * FPS);
    broadcast.switchOff("comes");
    awaitOutlet("comes", PublisherState.Stopped.class);
    broadcast.switchOn("comes");
    awaitOutlet("comes", PublisherState.Live.class);
    awaitFrames(3 * FPS);
    broadcast.stop();

    assertWhole(new FarEnd(ingest.playlistUrl("stays"), WIDTH, HEIGHT).pictures(), 3 * FPS);
    assertWhole(new FarEnd(file, WIDTH, HEIGHT).pictures(), 6 * FPS);
    assertThat(broadcast.state()).isEqualTo(new BroadcastState.Preview());
  }

  @Test
  void oneThatFails_isANotice_andTheOtherGoesOn() {
    Outlet nobody =
        Outlet.of("nobody", new Endpoint(URI.create("rtmp://127.0.0.1:1/live"), Secret.of("k")));
    broadcast.goLive(List.of(nobody, here("live")), Optional.empty());
    awaitOutlet("nobody", PublisherState.Failed.class);
    awaitOutlet("live", PublisherState.Live.class);
    await().atMost(PATIENCE).until(() -> notices.size() == 1);

    assertThat(notices.getFirst()).contains("127.0.0.1");
    assertThat(broadcast.state()).isInstanceOf(BroadcastState.Live.class);
    assertThat(outlet("nobody").on()).isTrue();
  }

  @Test
  void pathCutAndReturned_leavesRecordingAndTheOtherWhole_andSoundWithThePicture()
      throws Exception {
    Path file = folder.resolve("programme.mkv");
    try (FaultProxy proxy = new FaultProxy(ingest.rtmpUrl().getPort())) {
      broadcast.goLive(List.of(here("stays"), through(proxy, "cut")), Optional.of(file));
      awaitOutlet("stays", PublisherState.Live.class);
      awaitOutlet("cut", PublisherState.Live.class);
      awaitFrames(2 * FPS);
      proxy.resetAfter(1);
      awaitOutlet("cut", PublisherState.Reconnecting.class);
      broadcast.retryNow("cut");
      awaitOutlet("cut", PublisherState.Live.class);
      await().atMost(PATIENCE).until(() -> outlet("cut").statistics().reconnects() == 1);
      awaitFrames(6 * FPS);
      broadcast.stop();
    }

    FarEnd recorded = new FarEnd(file, WIDTH, HEIGHT);
    assertWhole(recorded.pictures(), 8 * FPS);
    assertWhole(new FarEnd(ingest.playlistUrl("stays"), WIDTH, HEIGHT).pictures(), 3 * FPS);
    assertThat(recorded.flashesFromBeeps())
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(apart -> assertThat(apart).isLessThan(0.04));
    assertThat(outlet("cut").statistics().drops().notConnected()).isPositive();
    assertThat(outlet("stays").statistics().drops().all()).isZero();
  }

  @Test
  void oneSecondHereAndTwoThere_areTwoEncodes_eachWhole() throws Exception {
    Services known = Services.known();
    Optional<Service> quick = known.named("soop-global");
    Optional<Service> slow = known.named("cloudflare");
    begin(CODING.withVideoBitrate(2_000_000));
    broadcast.goLive(
        List.of(here("two").withService(slow), here("one").withService(quick)), Optional.empty());
    awaitOutlet("one", PublisherState.Live.class);
    awaitOutlet("two", PublisherState.Live.class);
    awaitFrames(6 * FPS);
    assertThat(outlet("two").group()).isNotEqualTo(outlet("one").group());
    assertThat(outlet("one").encode().coding().keyframeSeconds()).isEqualTo(1);
    assertThat(outlet("one").encode().coding().bFrames()).isEqualTo(OptionalInt.of(0));
    assertThat(outlet("two").encode().coding().keyframeSeconds()).isEqualTo(2);
    broadcast.stop();

    assertWhole(new FarEnd(ingest.playlistUrl("one"), WIDTH, HEIGHT).pictures(), 3 * FPS);
    assertWhole(new FarEnd(ingest.playlistUrl("two"), WIDTH, HEIGHT).pictures(), 3 * FPS);
  }

  /// What nginx records is whole once it has noted that the publisher is gone.
  private static void awaitGoodbye(Path nginx) {
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(nginx.resolve("access.log")).contains("PUBLISH"));
  }

  /// A film that takes every bit that it gets, to one server, and to another over a slow line.
  private interface Slow {
    void then(FaultProxy proxy) throws Exception;
  }

  private void onASlowLine(Slow slow) throws Exception {
    begin(
        settings(CODING.withVideoBitrate(1_500_000).withoutSound())
            .withInputs(List.of(Input.of("noise", new FileSource(noise())))));
    Path inside = Files.createDirectories(folder.resolve("nginx"));
    try (NginxRtmp nginx = NginxRtmp.start(inside);
        FaultProxy proxy = new FaultProxy(URI.create(nginx.url("x")).getPort())) {
      broadcast.goLive(List.of(here("fast"), through(proxy, "slow")), Optional.empty());
      awaitOutlet("fast", PublisherState.Live.class);
      awaitOutlet("slow", PublisherState.Live.class);
      awaitFrames(2 * FPS);
      proxy.throttle(800_000);
      await().atMost(PATIENCE).until(() -> outlet("slow").reduced());
      slow.then(proxy);
      awaitFrames(4 * FPS);
      assertThat(broadcast.state()).isInstanceOf(BroadcastState.Live.class);
      proxy.throttle(Long.MAX_VALUE); // or the goodbye would be cut off
      broadcast.stop();
      awaitGoodbye(inside);

      assertThat(outlet("fast").statistics().drops().all()).isZero();
      assertThat(outlet("slow").statistics().reconnects()).isZero();
      // A decoder that misses a reference complains, and then this fails.
      assertThat(new FarEnd(nginx.record("slow"), WIDTH, HEIGHT).pictures()).isNotEmpty();
    }
  }

  @Test
  void slowLineAmongOthers_getsAnEncodeOfItsOwn_andSaysWhy() throws Exception {
    onASlowLine(_ -> {
      assertThat(outlet("slow").targetBps()).isLessThan(1_500_000);
      assertThat(outlet("slow").reduction().orElseThrow().sentence())
          .contains("because its line carries only");
      assertThat(outlet("fast").reduction()).isEmpty();
    });
  }

  @Test
  @Tag("peers") // for the half minute that a line must be well before anybody believes it
  void slowLineThatCarriesTheFullRateAgain_getsItAgain() throws Exception {
    onASlowLine(proxy -> {
      awaitFrames(4 * FPS);
      proxy.throttle(Long.MAX_VALUE);
      await().atMost(PATIENCE.multipliedBy(3)).until(() -> !outlet("slow").reduced());
    });
  }
}
