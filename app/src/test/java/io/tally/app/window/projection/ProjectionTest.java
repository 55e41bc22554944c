// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.BroadcastState;
import io.tally.app.BroadcastStatistics;
import io.tally.app.plan.Encode;
import io.tally.app.plan.EncodePlan;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.Settings;
import io.tally.app.settings.SourceSettings;
import io.tally.app.stage.InputStatus;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.ChannelItem;
import io.tally.app.window.state.DeviceMenu;
import io.tally.app.window.state.Numbers;
import io.tally.app.window.state.SourceItem;
import io.tally.app.window.state.WindowState;
import io.tally.capture.SourceState;
import io.tally.capture.mix.MeterReading;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// Does the window show how everything stands?
class ProjectionTest {
  private static final BroadcastStatistics COUNTS =
      new BroadcastStatistics(0, 29.97, 100, 41, 2, 3, 1_000_000, 2_499_700, 46.6);

  private static WindowState show(BroadcastState state, boolean departing, InputStatus... inputs) {
    return Projection.of(
        new Facts(
            state,
            departing,
            List.of(inputs),
            Settings.standard(),
            new EndpointFacts(
                List.of(),
                List.of(),
                Encode.wanted(BroadcastSettings.standard()),
                EncodePlan.of(Encode.wanted(BroadcastSettings.standard()), List.of()),
                Optional.empty(),
                Optional.empty()),
            COUNTS,
            1,
            DeviceMenu.UNKNOWN,
            List.of(),
            Optional.empty(),
            10_500_000_000L));
  }

  @Test
  void previewWithADepartureUnderWay_isConnecting() {
    assertThat(show(new BroadcastState.Preview(), true).air()).isEqualTo(new Air.Connecting());
    assertThat(show(new BroadcastState.Preview(), false).air()).isEqualTo(new Air.Off());
  }

  @Test
  void failureWithARecordingLeft_canStillBeStopped() {
    BroadcastState failed = new BroadcastState.Failed("Lost.", true, true);
    assertThat(show(failed, false).air()).isEqualTo(new Air.RecordingOnly());
    assertThat(show(failed, false).air().busy()).isTrue();
  }

  @Test
  void failureWithoutRecording_isOffTheAir() {
    BroadcastState failed = new BroadcastState.Failed("Refused.", false, false);
    assertThat(show(failed, false).air()).isEqualTo(new Air.Off());
  }

  @Test
  void live_countsWholeSecondsOnAir_andRoundsWhatTrembles() {
    assertThat(show(new BroadcastState.Live(500_000_000L), false).numbers())
        .isEqualTo(new Numbers(10, 30.0, 1, 2, 3, 2_500_000, 47));
  }

  @Test
  void offAir_showsNoBitrateOfThePast() {
    assertThat(show(new BroadcastState.Preview(), false).numbers().bitrateBps()).isZero();
  }

  @Test
  void unavailableCamera_showsItsSentence_andIsNoChannel() {
    InputStatus camera =
        new InputStatus(
            Input.of("webcam", new SourceSettings.WebcamSource(Optional.empty())),
            "BRIO",
            new SourceState.Unavailable("It is unplugged. Plug it in.", 0),
            OptionalDouble.empty(),
            Optional.empty());
    WindowState state = show(new BroadcastState.Preview(), false, camera);
    assertThat(state.sources())
        .containsExactly(
            new SourceItem(
                "webcam",
                SourceItem.Kind.CAMERA,
                "BRIO",
                "It is unplugged. Plug it in.",
                SourceItem.Health.UNAVAILABLE,
                true));
    assertThat(state.channels()).isEmpty();
  }

  @Test
  void microphone_isSourceAndChannel() {
    InputStatus microphone =
        new InputStatus(
            Input.of("microphone", new SourceSettings.AudioInputSource(Optional.empty()))
                .with(new Input.Sound(-6, true, 0)),
            "Yeti",
            new SourceState.Running("48 kHz"),
            OptionalDouble.of(-12.4),
            Optional.of(MeterReading.SILENCE));
    WindowState state = show(new BroadcastState.Preview(), false, microphone);
    assertThat(state.channels())
        .containsExactly(new ChannelItem("microphone", "Yeti", -6, true, OptionalInt.of(-12)));
    assertThat(state.sources()).extracting(SourceItem::kind).containsExactly(SourceItem.Kind.SOUND);
  }
}
