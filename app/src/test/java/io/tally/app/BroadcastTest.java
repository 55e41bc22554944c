// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import static io.tally.app.testing.Transmission.FPS;
import static io.tally.app.testing.Transmission.farEnd;
import static io.tally.app.testing.Transmission.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.settings.SourceSettings.ScreenSource;
import io.tally.app.stage.InputStatus;
import io.tally.app.testing.FarEnd;
import io.tally.app.testing.Numbered;
import io.tally.app.testing.Transmission;
import io.tally.capture.SourceState;
import io.tally.capture.picture.PatternReader;
import io.tally.protocol.PublisherState;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Real sources, encoders, sockets and files, in this process; the far end is the embedded ingest
/// read by FFmpeg.
class BroadcastTest {
  private static final EncodingSettings CODING =
      EncodingSettings.STANDARD.withVideoBitrate(1_000_000);

  @TempDir Path folder;
  @RegisterExtension final Transmission on = new Transmission(CODING);

  private Endpoint endpoint() {
    return new Endpoint(on.ingest().rtmpUrl(), Secret.of("live"));
  }

  @Test
  void patternAndTone_arriveWholeInOrderAndTogether() throws Exception {
    on.broadcast().goLive(endpoint(), Optional.empty());
    on.awaitState(BroadcastState.Live.class);
    on.awaitFrames(6 * FPS);
    on.broadcast().stop();

    FarEnd seen = on.viewers("live");
    List<PatternReader.Reading> pictures = seen.pictures();
    assertThat(pictures).hasSizeGreaterThan(4 * FPS);
    Numbered.assertWhole(pictures);
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
    assertThat(on.states())
        .extracting(state -> state.getClass().getSimpleName())
        .containsExactly("Preview", "Starting", "Live", "Stopping", "Preview");
    assertThat(on.notices()).isEmpty();
  }

  @Test
  void recording_hasEveryPictureFromTheFirst_andItsSound() throws Exception {
    Path file = folder.resolve("programme.mkv");
    on.broadcast().goLive(endpoint(), Optional.of(file));
    on.awaitFrames(3 * FPS);
    on.broadcast().stop();

    FarEnd seen = farEnd(file);
    List<PatternReader.Reading> pictures = seen.pictures();
    Numbered.assertWhole(pictures);
    assertThat(pictures).hasSize((int) on.broadcast().statistics().frames());
    assertThat(seen.beepTimes()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void refusedConnection_isAFailureWithASentence_whileThePreviewGoesOn() {
    Endpoint nobody = new Endpoint(URI.create("rtmp://127.0.0.1:1/live"), Secret.of("s3cret-key"));
    on.broadcast().goLive(nobody, Optional.empty());

    BroadcastState.Failed failed = on.awaitState(BroadcastState.Failed.class);

    assertThat(failed.wasLive()).isFalse();
    assertThat(failed.recording()).isFalse();
    assertThat(failed.sentence()).contains("127.0.0.1").doesNotContain("s3cret");
    assertThat(on.broadcast().inputs())
        .extracting(InputStatus::state)
        .allMatch(SourceState.Running.class::isInstance);
  }

  @Test
  void afterAFailure_itGoesLiveElsewhere() {
    on.broadcast()
        .goLive(
            new Endpoint(URI.create("rtmp://127.0.0.1:1/live"), Secret.of("k")), Optional.empty());
    on.awaitState(BroadcastState.Failed.class);

    on.broadcast().goLive(endpoint(), Optional.empty());

    on.awaitState(BroadcastState.Live.class);
  }

  @Test
  void lostConnection_isTriedAgain_whileTheRecordingGoesOn() throws Exception {
    Path file = folder.resolve("programme.mkv");
    on.broadcast().goLive(endpoint(), Optional.of(file));
    on.awaitState(BroadcastState.Live.class);
    on.awaitFrames(FPS);
    on.ingest().close();

    await()
        .until(() ->
            on.broadcast().outlets().getFirst().state() instanceof PublisherState.Reconnecting);
    long atLoss = on.broadcast().statistics().frames();
    on.awaitFrames(FPS);
    assertThat(on.broadcast().state()).isInstanceOf(BroadcastState.Live.class);
    on.broadcast().stop();

    assertThat(farEnd(file).pictures())
        .hasSize((int) on.broadcast().statistics().frames())
        .hasSizeGreaterThan((int) atLoss);
  }

  @Test
  void recordingThatCannotBegin_isSaid_whileTheStreamGoesOn() {
    Path missing = folder.resolve("no/such/folder");
    on.broadcast().goLive(endpoint(), Optional.of(missing.resolve("programme.mp4")));

    on.awaitState(BroadcastState.Live.class);
    await().until(() -> !on.notices().isEmpty());
    assertThat(on.notices().getFirst()).contains(missing.toString());
    on.awaitFrames(FPS);
    assertThat(on.broadcast().state()).isInstanceOf(BroadcastState.Live.class);
  }

  @Test
  void encoderThatIsNotThere_isAFailureWithASentence() {
    on.begin(settings(CODING.withEncoder("no-such-encoder")));
    on.broadcast().goLive(endpoint(), Optional.empty());

    assertThat(on.awaitState(BroadcastState.Failed.class).sentence()).contains("no-such-encoder");
  }

  @Test
  void stop_twiceAndWithoutBeingLive_changesNothing() {
    on.broadcast().goLive(endpoint(), Optional.empty());
    on.awaitState(BroadcastState.Live.class);
    on.broadcast().stop();
    on.broadcast().stop();

    assertThat(on.broadcast().state()).isEqualTo(new BroadcastState.Preview());
  }

  @Test
  void programmeWithoutSoundTrack_arrives() throws Exception {
    on.begin(settings(CODING.withoutSound()));
    Path file = folder.resolve("silent.mkv");
    on.broadcast().goLive(endpoint(), Optional.of(file));
    on.awaitState(BroadcastState.Live.class);
    on.awaitFrames(FPS);
    on.broadcast().stop();

    assertThat(farEnd(file).pictures()).isNotEmpty();
  }

  @Test
  void sourceThatIsMissing_isSaid_andTheRestIsShown() {
    on.broadcast().add(new ScreenSource(Optional.of(":4711"), Optional.empty()));

    await()
        .until(() ->
            on.broadcast().inputs().size() == 3
                && on.broadcast().inputs().getLast().state() instanceof SourceState.Unavailable);
    on.broadcast().goLive(endpoint(), Optional.empty());
    on.awaitState(BroadcastState.Live.class);
  }

  @Test
  void inputsChangedWhileLive_areTheSettingsNow() {
    on.broadcast().goLive(endpoint(), Optional.empty());
    on.awaitState(BroadcastState.Live.class);
    Input second = on.broadcast().add(new PatternSource());
    on.broadcast().arrange(second.with(Input.Picture.CORNER));
    on.broadcast().remove("tone");

    await()
        .until(
            () -> on.broadcast().inputs().stream().map(status -> status.input().id()).toList(),
            List.of("pattern", "pattern-2")::equals);
    assertThat(on.broadcast().settings().inputs().getLast().picture())
        .isEqualTo(Input.Picture.CORNER);
    on.awaitFrames(FPS);
  }

  @Test
  void statistics_whileLive_countWhatIsSent() {
    on.broadcast().goLive(endpoint(), Optional.empty());
    on.awaitState(BroadcastState.Live.class);
    on.awaitFrames(2 * FPS);

    await()
        .untilAsserted(() -> {
          BroadcastStatistics now = on.broadcast().statistics();
          assertThat(now.onAirNs()).isPositive();
          assertThat(now.bitrateBps()).isPositive();
          assertThat(now.cpuPercent()).isPositive();
          assertThat(now.framesPerSecond()).isBetween(20.0, 40.0);
        });
  }

  @Test
  void close_whileLive_finishesTheFile_andEndsTheThreads() throws Exception {
    Path file = folder.resolve("programme.mp4");
    on.broadcast().goLive(endpoint(), Optional.of(file));
    on.awaitFrames(FPS);
    on.broadcast().close();

    assertThat(on.broadcast().state()).isEqualTo(new BroadcastState.Closed());
    assertThat(Files.size(file)).isPositive();
    assertThat(farEnd(file).pictures()).isNotEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("compositor", "mixer", "encode-video", "encode-audio");
  }
}
