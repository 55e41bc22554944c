// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.LocalIngest;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Delivery;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.KeyStore;
import io.tally.app.settings.Settings;
import io.tally.app.settings.SettingsFile;
import io.tally.app.settings.SourceSettings;
import io.tally.app.settings.WindowPlace;
import io.tally.app.testing.ReleaseServer;
import io.tally.app.update.ReleaseFeed;
import io.tally.app.update.UpdateNotice;
import io.tally.app.update.Version;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.intent.NewSource;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.Notice;
import io.tally.app.window.state.Picture;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.scene.CanvasFormat;
import io.tally.player.Player;
import io.tally.player.PlayerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Do a person's wishes reach a real broadcast, and does the window's state follow?
class PresenterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final AtomicReference<WindowState> shown = new AtomicReference<>();
  private final AtomicInteger previewed = new AtomicInteger();
  private final LocalIngest ingest = new LocalIngest();
  private final KeyStore keys = new KeyStore();
  private final Player player = new Player();
  @TempDir private Path folder;
  private SettingsFile file;
  private Presenter presenter;

  @BeforeEach
  void open() {
    file = new SettingsFile(folder.resolve("settings.json"));
    presenter = presenterOf(small());
    presenter.open();
    until(state -> state.air() instanceof Air.Off && state.sources().size() == 2);
  }

  private Presenter presenterOf(Settings settings) {
    return presenterOf(new Start(settings, Optional.empty(), Optional.of(file), List.of(), false));
  }

  private Presenter presenterOf(Start start) {
    return presenterOf(start, Optional.empty());
  }

  private Presenter presenterOf(Start start, Optional<ReleaseFeed> releases) {
    Engine engine = new Engine(ingest, keys, player, _ -> previewed.incrementAndGet(), releases);
    return new Presenter(engine, start, shown::set);
  }

  /// A test picture and its tone: as light as a broadcast can be.
  private Settings small() {
    BroadcastSettings broadcast =
        new BroadcastSettings(
            new CanvasFormat(320, 180, FrameRate.of(10)),
            List.of(
                Input.of("pattern", new SourceSettings.PatternSource()),
                Input.of("tone", new SourceSettings.ToneSource())),
            EncodingSettings.STANDARD.withVideoBitrate(300_000));
    return Settings.standard().with(broadcast).with(new Delivery(true, List.of(), false, folder));
  }

  @AfterEach
  void close() {
    presenter.close();
    player.close();
    ingest.close();
    keys.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private void until(Predicate<WindowState> condition) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          WindowState state = shown.get();
          return state != null && condition.test(state);
        });
  }

  private static EndpointItem here(WindowState state) {
    return state.destinations().endpoints().getFirst();
  }

  @Test
  void opened_previewsTheScene_andReadsTheMeters() {
    await().atMost(PATIENCE).until(() -> previewed.get() > 3);
    await().atMost(PATIENCE).until(() -> presenter.meters().programme().leftPeakDb() > -40);
    assertThat(presenter.meters().channels()).containsOnlyKeys("tone");
  }

  @Test
  void goLive_toThisComputer_playsInTheMonitor_andStopEndsBoth() {
    presenter.accept(new Intent.GoLive());
    until(state -> state.air() instanceof Air.OnAir && here(state).page().isPresent());
    await().atMost(PATIENCE).until(() -> player.state() instanceof PlayerState.Playing);
    presenter.accept(new Intent.Stop());
    until(state -> state.air() instanceof Air.Off);
    await().atMost(PATIENCE).until(() -> player.state() instanceof PlayerState.Idle);
    assertThat(shown.get().notice()).isEmpty();
  }

  @Test
  void sourceAddedHiddenAndRemoved_isInTheSceneAsWished() {
    presenter.accept(new Intent.AddSource(new NewSource.Pattern()));
    until(state -> state.sources().size() == 4 && state.channels().size() == 2);
    presenter.accept(new Intent.ShowSource("pattern-2", false));
    until(state -> state.sources().stream().anyMatch(source -> !source.visible()));
    presenter.accept(new Intent.RemoveSource("pattern-2"));
    until(state -> state.sources().size() == 3);
  }

  @Test
  void gainAndMute_areShownAndHeard() {
    presenter.accept(new Intent.SetGain("tone", -60));
    until(state -> state.channels().getFirst().gainDb() == -60);
    presenter.accept(new Intent.ToggleMuteAll());
    until(state -> state.channels().getFirst().muted());
    presenter.accept(new Intent.ToggleMuteAll());
    until(state -> !state.channels().getFirst().muted());
  }

  @Test
  void otherCanvas_isPreviewedInItsSize() {
    presenter.accept(new Intent.SetPicture(new Picture(640, 360, 15, 300_000)));
    until(state ->
        state.air() instanceof Air.Off
            && state.picture().equals(new Picture(640, 360, 15, 300_000))
            && state.sources().size() == 2);
    int seen = previewed.get();
    await().atMost(PATIENCE).until(() -> previewed.get() > seen + 3);
  }

  @Test
  void encodersThatWork_areFound_andOneIsChosen() {
    presenter.accept(new Intent.ListEncoders());
    until(state ->
        state.encoders().working().stream().anyMatch(choice -> choice.name().equals("libx264")));

    presenter.accept(new Intent.SetEncoder("h264_nvenc"));
    until(state -> state.encoders().chosen().equals("h264_nvenc"));
  }

  @Test
  void newerVersion_isLookedForAfterConsentOnly_andToldOnce() throws Exception {
    presenter.close();
    try (ReleaseServer server = ReleaseServer.of("0.2.0")) {
      Start start = new Start(small(), Optional.empty(), Optional.of(file), List.of(), false);
      presenter = presenterOf(start, Optional.of(server.feed(new Version(0, 1, 0, false))));
      presenter.open();
      until(state -> state.notice().isPresent());
      Notice question = shown.get().notice().orElseThrow();
      assertThat(question.sentence()).contains("May Tally ask 127.0.0.1 once a day");
      assertThat(server.agents()).isEmpty();

      presenter.accept(new Intent.DismissNotice());
      presenter.accept(new Intent.AboutUpdates(question.offers().getFirst().wish()));
      until(state -> state.notice().isPresent());
      Notice word = shown.get().notice().orElseThrow();
      assertThat(word.sentence()).isEqualTo("Tally 0.2.0 is out; this is 0.1.0.");
      presenter.accept(new Intent.DismissNotice());
      presenter.accept(new Intent.AboutUpdates(word.offers().getLast().wish()));
      until(state -> state.notice().isEmpty());
      presenter.close();

      UpdateNotice kept = file.load().settings().updates();
      assertThat(kept.consent()).isEqualTo(UpdateNotice.Consent.GIVEN);
      assertThat(kept.passed()).contains(new Version(0, 2, 0, false));
      assertThat(server.agents()).containsExactly("Tally/0.1.0");
    }
  }

  @Test
  void everythingChanged_isThereAtTheNextStart() {
    WindowPlace place = new WindowPlace(10, 20, 1100, 700, false);
    presenter.accept(new Intent.PlaceWindow(place));
    presenter.accept(new Intent.SetGain("tone", -6));
    presenter.accept(new Intent.ShowSource("pattern", false));
    presenter.accept(new Intent.SetPicture(new Picture(320, 180, 10, 800_000)));
    presenter.accept(new Intent.SetRecording(true));
    until(state -> state.recording().wanted());
    presenter.close();
    Settings kept = file.load().settings();
    assertThat(kept.window()).contains(place);
    assertThat(kept.delivery().record()).isTrue();
    assertThat(kept.broadcast().encoding().videoBitrateBps()).isEqualTo(800_000);
    assertThat(kept.broadcast().inputs().getFirst().picture().visible()).isFalse();
    assertThat(kept.broadcast().inputs().getLast().sound().gainDb()).isEqualTo(-6);
  }
}
