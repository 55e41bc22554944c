// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.tally.app.settings.Settings;
import io.tally.app.settings.WindowPlace;
import io.tally.app.testing.ReleaseServer;
import io.tally.app.update.UpdateNotice;
import io.tally.app.update.Version;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.intent.NewSource;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.Notice;
import io.tally.app.window.state.Picture;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.player.PlayerState;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Do a person's wishes reach a real broadcast, and does the window's state follow?
class PresenterTest {
  @TempDir private Path folder;
  private PresenterRoom room;

  @BeforeEach
  void open() {
    room = new PresenterRoom(folder);
    room.until(state -> state.air() instanceof Air.Off && state.sources().size() == 2);
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static EndpointItem here(WindowState state) {
    return state.destinations().endpoints().getFirst();
  }

  @Test
  void opened_previewsTheScene_andReadsTheMeters() {
    await().until(() -> room.previewed() > 3);
    await().until(() -> room.presenter().meters().programme().leftPeakDb() > -40);
    assertThat(room.presenter().meters().channels()).containsOnlyKeys("tone");
  }

  @Test
  void goLive_toThisComputer_playsInTheMonitor_andStopEndsBoth() {
    room.accept(new Intent.GoLive());
    room.until(state -> state.air() instanceof Air.OnAir && here(state).page().isPresent());
    await().until(() -> room.player().state() instanceof PlayerState.Playing);
    room.accept(new Intent.Stop());
    room.until(state -> state.air() instanceof Air.Off);
    await().until(() -> room.player().state() instanceof PlayerState.Idle);
    assertThat(room.shown().notice()).isEmpty();
  }

  @Test
  void sourceAddedHiddenAndRemoved_isInTheSceneAsWished() {
    room.accept(new Intent.AddSource(new NewSource.Pattern()));
    room.until(state -> state.sources().size() == 4 && state.channels().size() == 2);
    room.accept(new Intent.ShowSource("pattern-2", false));
    room.until(state -> state.sources().stream().anyMatch(source -> !source.visible()));
    room.accept(new Intent.RemoveSource("pattern-2"));
    room.until(state -> state.sources().size() == 3);
  }

  @Test
  void gainAndMute_areShownAndHeard() {
    room.accept(new Intent.SetGain("tone", -60));
    room.until(state -> state.channels().getFirst().gainDb() == -60);
    room.accept(new Intent.ToggleMuteAll());
    room.until(state -> state.channels().getFirst().muted());
    room.accept(new Intent.ToggleMuteAll());
    room.until(state -> !state.channels().getFirst().muted());
  }

  @Test
  void otherCanvas_isPreviewedInItsSize() {
    room.accept(new Intent.SetPicture(new Picture(640, 360, 15, 300_000)));
    room.until(state ->
        state.air() instanceof Air.Off
            && state.picture().equals(new Picture(640, 360, 15, 300_000))
            && state.sources().size() == 2);
    int seen = room.previewed();
    await().until(() -> room.previewed() > seen + 3);
  }

  @Test
  void encodersThatWork_areFound_andOneIsChosen() {
    room.accept(new Intent.ListEncoders());
    room.until(state ->
        state.encoders().working().stream().anyMatch(choice -> choice.name().equals("libx264")));

    room.accept(new Intent.SetEncoder("h264_nvenc"));
    room.until(state -> state.encoders().chosen().equals("h264_nvenc"));
  }

  @Test
  void stampsSwitchedOff_areLeftOutTheNextTime() {
    room.until(WindowState::stamped);
    room.accept(new Intent.SetStamped(false));
    room.until(state -> !state.stamped());
  }

  @Test
  void newerVersion_isLookedForAfterConsentOnly_andToldOnce() throws Exception {
    try (ReleaseServer server = ReleaseServer.of("0.2.0")) {
      room.open(room.start(room.small()), Optional.of(server.feed(new Version(0, 1, 0, false))));
      room.until(state -> state.notice().isPresent());
      Notice question = room.shown().notice().orElseThrow();
      assertThat(question.sentence()).contains("May Tally ask 127.0.0.1 once a day");
      assertThat(server.agents()).isEmpty();

      room.accept(new Intent.DismissNotice());
      room.accept(new Intent.Answered(question.offers().getFirst().answer()));
      room.until(state -> state.notice().isPresent());
      Notice word = room.shown().notice().orElseThrow();
      assertThat(word.sentence()).isEqualTo("Tally 0.2.0 is out; this is 0.1.0.");
      room.accept(new Intent.DismissNotice());
      room.accept(new Intent.Answered(word.offers().getLast().answer()));
      room.until(state -> state.notice().isEmpty());
      room.closePresenter();

      UpdateNotice kept = room.file().load().settings().updates();
      assertThat(kept.consent()).isEqualTo(UpdateNotice.Consent.GIVEN);
      assertThat(kept.passed()).contains(new Version(0, 2, 0, false));
      assertThat(server.agents()).containsExactly("Tally/0.1.0");
    }
  }

  @Test
  void diagnosis_isToldInASentence_andOffersItsReport() {
    room.accept(new Intent.Diagnose());
    room.until(state -> state.notice().filter(told -> !told.offers().isEmpty()).isPresent());
    Notice told = room.shown().notice().orElseThrow();
    assertThat(told.sentence()).contains("The report, without secrets, is ");
    assertThat(told.offers())
        .singleElement()
        .extracting(Notice.Offer::answer, type(Notice.Answer.Show.class))
        .satisfies(show ->
            assertThat(Path.of(show.page())).content().contains("program", "encoder", "network"));
  }

  @Test
  void everythingChanged_isThereAtTheNextStart() {
    WindowPlace place = new WindowPlace(10, 20, 1100, 700, false);
    room.accept(new Intent.PlaceWindow(place));
    room.accept(new Intent.SetGain("tone", -6));
    room.accept(new Intent.ShowSource("pattern", false));
    room.accept(new Intent.SetPicture(new Picture(320, 180, 10, 800_000)));
    room.accept(new Intent.SetRecording(true));
    room.until(state -> state.recording().wanted());
    room.closePresenter();
    Settings kept = room.file().load().settings();
    assertThat(kept.window()).contains(place);
    assertThat(kept.delivery().record()).isTrue();
    assertThat(kept.broadcast().encoding().videoBitrateBps()).isEqualTo(800_000);
    assertThat(kept.broadcast().inputs().getFirst().picture().visible()).isFalse();
    assertThat(kept.broadcast().inputs().getLast().sound().gainDb()).isEqualTo(-6);
  }
}
