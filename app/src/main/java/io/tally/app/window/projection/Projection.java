// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import io.tally.app.BroadcastState;
import io.tally.app.BroadcastStatistics;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.Delivery;
import io.tally.app.settings.SourceSettings;
import io.tally.app.stage.InputStatus;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.ChannelItem;
import io.tally.app.window.state.EncoderMenu;
import io.tally.app.window.state.Numbers;
import io.tally.app.window.state.Picture;
import io.tally.app.window.state.Recording;
import io.tally.app.window.state.SourceItem;
import io.tally.app.window.state.WindowState;
import io.tally.capture.SourceState;
import java.util.OptionalInt;

/// What does the window show, given how everything stands?
///
/// A pure function: the same facts always give the same state.
public final class Projection {
  private static final long SECOND_NS = 1_000_000_000L;

  private Projection() {}

  /// The whole state of the window.
  public static WindowState of(Facts facts) {
    Delivery delivery = facts.settings().delivery();
    return new WindowState(
        air(facts.state(), facts.departing()),
        facts.inputs().stream().map(Projection::source).toList(),
        facts.inputs().stream()
            .filter(input -> input.input().source().hasSound())
            .map(Projection::channel)
            .toList(),
        Endpoints.of(facts.endpoints(), facts.state().busy(), facts.nowNs()),
        picture(facts.settings().broadcast()),
        new EncoderMenu(facts.settings().broadcast().encoding().encoder(), facts.encoders()),
        facts.settings().broadcast().stamped(),
        new Recording(delivery.record(), delivery.recordFolder()),
        numbers(facts),
        facts.devices(),
        facts.notice());
  }

  static Air air(BroadcastState state, boolean departing) {
    return switch (state) {
      case BroadcastState.Idle _, BroadcastState.Closed _ -> new Air.Opening();
      case BroadcastState.Preview _ -> departing ? new Air.Connecting() : new Air.Off();
      case BroadcastState.Starting _ -> new Air.Connecting();
      case BroadcastState.Live _ -> new Air.OnAir();
      case BroadcastState.Stopping _ -> new Air.Stopping();
      case BroadcastState.Failed failed when failed.recording() -> new Air.RecordingOnly();
      case BroadcastState.Failed _ -> departing ? new Air.Connecting() : new Air.Off();
    };
  }

  private static SourceItem source(InputStatus status) {
    SourceItem.Kind kind = kind(status.input().source());
    boolean visible = !kind.picture() || status.input().picture().visible();
    return switch (status.state()) {
      case SourceState.Idle _, SourceState.Opening _ ->
          item(status, kind, "Opening…", SourceItem.Health.OPENING, visible);
      case SourceState.Running running ->
          item(status, kind, running.detail(), SourceItem.Health.RUNNING, visible);
      case SourceState.Unavailable missing ->
          item(status, kind, missing.problem(), SourceItem.Health.UNAVAILABLE, visible);
      case SourceState.Closed _ -> item(status, kind, "Closed", SourceItem.Health.OPENING, visible);
    };
  }

  private static SourceItem item(
      InputStatus status,
      SourceItem.Kind kind,
      String detail,
      SourceItem.Health health,
      boolean visible) {
    return new SourceItem(status.input().id(), kind, name(status, kind), detail, health, visible);
  }

  /// A source that takes the system's first or default device has no name of its own before that
  /// device is open.
  private static String name(InputStatus status, SourceItem.Kind kind) {
    if (!status.name().isBlank() && !status.name().equals("default")) {
      return status.name();
    }
    return switch (kind) {
      case SCREEN -> "Screen";
      case CAMERA -> "Webcam";
      case FILE -> "Media file";
      case PATTERN -> "Test pattern";
      case SOUND -> "Microphone";
      case DESKTOP_SOUND -> "Desktop sound";
      case TONE -> "Test tone";
    };
  }

  private static SourceItem.Kind kind(SourceSettings source) {
    return switch (source) {
      case SourceSettings.ScreenSource _ -> SourceItem.Kind.SCREEN;
      case SourceSettings.WebcamSource _ -> SourceItem.Kind.CAMERA;
      case SourceSettings.FileSource _ -> SourceItem.Kind.FILE;
      case SourceSettings.PatternSource _ -> SourceItem.Kind.PATTERN;
      case SourceSettings.AudioInputSource _ -> SourceItem.Kind.SOUND;
      case SourceSettings.DesktopAudioSource _ -> SourceItem.Kind.DESKTOP_SOUND;
      case SourceSettings.ToneSource _ -> SourceItem.Kind.TONE;
    };
  }

  private static ChannelItem channel(InputStatus status) {
    return new ChannelItem(
        status.input().id(),
        name(status, kind(status.input().source())),
        status.input().sound().gainDb(),
        status.input().sound().muted(),
        status.driftPpm().isPresent()
            ? OptionalInt.of((int) Math.round(status.driftPpm().getAsDouble()))
            : OptionalInt.empty());
  }

  private static Picture picture(BroadcastSettings broadcast) {
    return new Picture(
        broadcast.canvas().width(),
        broadcast.canvas().height(),
        (int) Math.round(broadcast.canvas().rate().perSecond()),
        broadcast.encoding().videoBitrateBps());
  }

  private static Numbers numbers(Facts facts) {
    BroadcastState state = facts.state();
    BroadcastStatistics statistics = facts.statistics();
    long seconds =
        state instanceof BroadcastState.Live live
            ? (facts.nowNs() - live.sinceNs()) / SECOND_NS
            : 0;
    return new Numbers(
        Math.max(0, seconds),
        Math.round(statistics.framesPerSecond() * 10) / 10.0,
        facts.lagged(),
        statistics.skipped(),
        statistics.dropped(),
        state.busy() ? Math.round(statistics.bitrateBps() / 1000.0) * 1000 : 0,
        (int) Math.round(statistics.cpuPercent()));
  }
}
