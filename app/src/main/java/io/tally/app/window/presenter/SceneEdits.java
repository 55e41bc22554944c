// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.Broadcast;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings;
import io.tally.app.window.intent.NewSource;
import io.tally.capture.Device;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How do wishes about sources and channels change the scene and the mix?
///
/// Each returns at once; the broadcast opens and closes devices on its own thread.
final class SceneEdits {
  private SceneEdits() {}

  static void add(Broadcast broadcast, NewSource source) {
    for (SourceSettings each : settings(source)) {
      broadcast.add(each);
    }
  }

  /// The test picture comes with its beep: only together do they show whether sound is late.
  private static List<SourceSettings> settings(NewSource source) {
    return switch (source) {
      case NewSource.OfDevice(Device device) -> List.of(settings(device));
      case NewSource.OfFile file -> List.of(new SourceSettings.FileSource(file.file()));
      case NewSource.Pattern _ ->
          List.of(new SourceSettings.PatternSource(), new SourceSettings.ToneSource());
    };
  }

  private static SourceSettings settings(Device device) {
    Optional<String> id = Optional.of(device.id());
    return switch (device.kind()) {
      case SCREEN -> new SourceSettings.ScreenSource(id, Optional.empty());
      case CAMERA -> new SourceSettings.WebcamSource(id);
      case AUDIO_INPUT -> new SourceSettings.AudioInputSource(id);
      case DESKTOP_AUDIO -> new SourceSettings.DesktopAudioSource(id);
    };
  }

  static void show(Broadcast broadcast, String id, boolean visible) {
    edit(broadcast, id, input -> input.with(input.picture().withVisible(visible)));
  }

  static void gain(Broadcast broadcast, String id, double gainDb) {
    edit(broadcast, id, input -> input.with(input.sound().withGainDb(gainDb)));
  }

  static void mute(Broadcast broadcast, String id, boolean muted) {
    edit(broadcast, id, input -> input.with(input.sound().withMuted(muted)));
  }

  /// Mutes every channel, or, when all are mute, none.
  static void toggleMuteAll(Broadcast broadcast) {
    List<Input> heard =
        broadcast.settings().inputs().stream().filter(input -> input.source().hasSound()).toList();
    boolean mute = heard.stream().anyMatch(input -> !input.sound().muted());
    heard.forEach(input -> mute(broadcast, input.id(), mute));
  }

  private static void edit(Broadcast broadcast, String id, UnaryOperator<Input> change) {
    broadcast.settings().inputs().stream()
        .filter(input -> input.id().equals(id))
        .findFirst()
        .map(change)
        .ifPresent(broadcast::arrange);
  }
}
