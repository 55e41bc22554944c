// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.settings.SourceSettings.ScreenSource;
import io.tally.app.settings.SourceSettings.ToneSource;
import io.tally.app.stage.InputStatus;
import io.tally.app.testing.FarEnd;
import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import io.tally.capture.scene.CanvasFormat;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real sources, encoders, sockets and files, in this process; the far end is the embedded ingest
/// read by FFmpeg.
class BroadcastTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int FPS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final BroadcastSettings SETTINGS =
      new BroadcastSettings(
          new CanvasFormat(WIDTH, HEIGHT, FrameRate.of(FPS)),
          List.of(Input.of("pattern", new PatternSource()), Input.of("tone", new ToneSource())),
          EncodingSettings.STANDARD.withVideoBitrate(1_000_000));

  @TempDir Path folder;
  private final List<BroadcastState> states = new CopyOnWriteArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private Broadcast broadcast = new Broadcast(SETTINGS, MediaClock.system());
  private IngestServer ingest;

  @BeforeEach
  void open() throws Exception {
    ingest = IngestServer.start(new IngestSettings("127.0.0.1", 0, 0));
    begin(SETTINGS);
  }

  private void begin(BroadcastSettings settings) {
    broadcast = new Broadcast(settings, MediaClock.system());
    broadcast.onState(states::add);
    broadcast.onNotice(notices::add);
    broadcast.open();
  }

  @AfterEach
  void close() {
    broadcast.close();
    ingest.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private Endpoint endpoint() {
    return new Endpoint(ingest.rtmpUrl(), Secret.of("live"));
  }

  private void awaitFrames(long frames) {
    await().atMost(PATIENCE).until(() -> broadcast.statistics().frames(), seen -> seen >= frames);
  }

  private <S extends BroadcastState> S awaitState(Class<S> kind) {
    return kind.cast(await().atMost(PATIENCE).until(() -> broadcast.state(), kind::isInstance));
  }

  @Test
  void patternAndTone_arriveWholeInOrderAndTogether() throws Exception {
    broadcast.goLive(endpoint(), Optional.empty());
    awaitState(BroadcastState.Live.class);
    awaitFrames(6 * FPS);
    broadcast.stop();

    FarEnd seen = new FarEnd(ingest.playlistUrl("live"), WIDTH, HEIGHT);
    List<PatternReader.Reading> pictures = seen.pictures();
    assertThat(pictures).hasSizeGreaterThan(4 * FPS);
    long first = pictures.getFirst().frameNumber().orElseThrow();
    for (int i = 0; i < pictures.size(); i++) {
      assertThat(pictures.get(i).frameNumber()).as("picture %d", i).hasValue(first + i);
    }
    List<Double> times = seen.pictureTimes();
    List<Double> beeps = seen.beepTimes();
    List<Double> flashes =
        IntStream.range(0, pictures.size())
            .filter(i -> pictures.get(i).flash())
            .mapToObj(times::get)
            .toList();
    assertThat(flashes).hasSizeGreaterThanOrEqualTo(3);
    for (double flash : flashes.subList(1, flashes.size() - 1)) {
      assertThat(beeps).anySatisfy(beep -> assertThat(Math.abs(beep - flash)).isLessThan(0.04));
    }
    assertThat(states)
        .extracting(state -> state.getClass().getSimpleName())
        .containsExactly("Preview", "Starting", "Live", "Stopping", "Preview");
    assertThat(notices).isEmpty();
  }

  @Test
  void recording_hasEveryPictureFromTheFirst_andItsSound() throws Exception {
    Path file = folder.resolve("programme.mkv");
    broadcast.goLive(endpoint(), Optional.of(file));
    awaitFrames(3 * FPS);
    broadcast.stop();

    FarEnd seen = new FarEnd(file, WIDTH, HEIGHT);
    List<PatternReader.Reading> pictures = seen.pictures();
    long first = pictures.getFirst().frameNumber().orElseThrow();
    for (int i = 0; i < pictures.size(); i++) {
      assertThat(pictures.get(i).frameNumber()).as("picture %d", i).hasValue(first + i);
    }
    assertThat(pictures).hasSize((int) broadcast.statistics().frames());
    assertThat(seen.beepTimes()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void refusedConnection_isAFailureWithASentence_whileThePreviewGoesOn() {
    Endpoint nobody = new Endpoint(URI.create("rtmp://127.0.0.1:1/live"), Secret.of("s3cret-key"));
    broadcast.goLive(nobody, Optional.empty());

    BroadcastState.Failed failed = awaitState(BroadcastState.Failed.class);

    assertThat(failed.wasLive()).isFalse();
    assertThat(failed.recording()).isFalse();
    assertThat(failed.sentence()).contains("127.0.0.1").doesNotContain("s3cret");
    assertThat(broadcast.inputs())
        .extracting(InputStatus::state)
        .allMatch(SourceState.Running.class::isInstance);
  }

  @Test
  void afterAFailure_itGoesLiveElsewhere() {
    broadcast.goLive(
        new Endpoint(URI.create("rtmp://127.0.0.1:1/live"), Secret.of("k")), Optional.empty());
    awaitState(BroadcastState.Failed.class);

    broadcast.goLive(endpoint(), Optional.empty());

    awaitState(BroadcastState.Live.class);
  }

  @Test
  void lostConnection_isTriedAgain_whileTheRecordingGoesOn() throws Exception {
    Path file = folder.resolve("programme.mkv");
    broadcast.goLive(endpoint(), Optional.of(file));
    awaitState(BroadcastState.Live.class);
    awaitFrames(FPS);
    ingest.close();

    await()
        .atMost(PATIENCE)
        .until(() -> broadcast.outlets().getFirst().state() instanceof PublisherState.Reconnecting);
    long atLoss = broadcast.statistics().frames();
    awaitFrames(atLoss + FPS);
    assertThat(broadcast.state()).isInstanceOf(BroadcastState.Live.class);
    broadcast.stop();

    assertThat(new FarEnd(file, WIDTH, HEIGHT).pictures())
        .hasSize((int) broadcast.statistics().frames())
        .hasSizeGreaterThan((int) atLoss);
  }

  @Test
  void recordingThatCannotBegin_isSaid_whileTheStreamGoesOn() {
    Path missing = folder.resolve("no/such/folder");
    broadcast.goLive(endpoint(), Optional.of(missing.resolve("programme.mp4")));

    awaitState(BroadcastState.Live.class);
    await().atMost(PATIENCE).until(() -> !notices.isEmpty());
    assertThat(notices.getFirst()).contains(missing.toString());
    awaitFrames(FPS);
    assertThat(broadcast.state()).isInstanceOf(BroadcastState.Live.class);
  }

  @Test
  void encoderThatIsNotThere_isAFailureWithASentence() {
    broadcast.close();
    begin(SETTINGS.withEncoding(SETTINGS.encoding().withEncoder("no-such-encoder")));
    broadcast.goLive(endpoint(), Optional.empty());

    assertThat(awaitState(BroadcastState.Failed.class).sentence()).contains("no-such-encoder");
  }

  @Test
  void stop_twiceAndWithoutBeingLive_changesNothing() {
    broadcast.goLive(endpoint(), Optional.empty());
    awaitState(BroadcastState.Live.class);
    broadcast.stop();
    broadcast.stop();

    assertThat(broadcast.state()).isEqualTo(new BroadcastState.Preview());
  }

  @Test
  void programmeWithoutSoundTrack_arrives() throws Exception {
    broadcast.close();
    begin(SETTINGS.withEncoding(SETTINGS.encoding().withoutSound()));
    Path file = folder.resolve("silent.mkv");
    broadcast.goLive(endpoint(), Optional.of(file));
    awaitState(BroadcastState.Live.class);
    awaitFrames(FPS);
    broadcast.stop();

    assertThat(new FarEnd(file, WIDTH, HEIGHT).pictures()).isNotEmpty();
  }

  @Test
  void sourceThatIsMissing_isSaid_andTheRestIsShown() {
    broadcast.add(new ScreenSource(Optional.of(":4711"), Optional.empty()));

    await()
        .atMost(PATIENCE)
        .until(() ->
            broadcast.inputs().size() == 3
                && broadcast.inputs().getLast().state() instanceof SourceState.Unavailable);
    broadcast.goLive(endpoint(), Optional.empty());
    awaitState(BroadcastState.Live.class);
  }

  @Test
  void inputsChangedWhileLive_areTheSettingsNow() {
    broadcast.goLive(endpoint(), Optional.empty());
    awaitState(BroadcastState.Live.class);
    Input second = broadcast.add(new PatternSource());
    broadcast.arrange(second.with(Input.Picture.CORNER));
    broadcast.remove("tone");

    await()
        .atMost(PATIENCE)
        .until(
            () -> broadcast.inputs().stream().map(status -> status.input().id()).toList(),
            List.of("pattern", "pattern-2")::equals);
    assertThat(broadcast.settings().inputs().getLast().picture()).isEqualTo(Input.Picture.CORNER);
    awaitFrames(FPS);
  }

  @Test
  void statistics_whileLive_countWhatIsSent() {
    broadcast.goLive(endpoint(), Optional.empty());
    awaitState(BroadcastState.Live.class);
    awaitFrames(2 * FPS);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          BroadcastStatistics now = broadcast.statistics();
          assertThat(now.onAirNs()).isPositive();
          assertThat(now.bitrateBps()).isPositive();
          assertThat(now.cpuPercent()).isPositive();
          assertThat(now.framesPerSecond()).isBetween(20.0, 40.0);
        });
  }

  @Test
  void close_whileLive_finishesTheFile_andEndsTheThreads() throws Exception {
    Path file = folder.resolve("programme.mp4");
    broadcast.goLive(endpoint(), Optional.of(file));
    awaitFrames(FPS);
    broadcast.close();

    assertThat(broadcast.state()).isEqualTo(new BroadcastState.Closed());
    assertThat(Files.size(file)).isPositive();
    assertThat(new FarEnd(file, WIDTH, HEIGHT).pictures()).isNotEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("compositor", "mixer", "encode-video", "encode-audio");
  }
}
