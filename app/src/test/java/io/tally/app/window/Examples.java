// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.app.window.state.Air;
import io.tally.app.window.state.ChannelItem;
import io.tally.app.window.state.DeviceMenu;
import io.tally.app.window.state.EncoderMenu;
import io.tally.app.window.state.Notice;
import io.tally.app.window.state.Numbers;
import io.tally.app.window.state.Picture;
import io.tally.app.window.state.Recording;
import io.tally.app.window.state.SourceItem;
import io.tally.app.window.state.Target;
import io.tally.app.window.state.WindowState;
import io.tally.capture.Device;
import io.tally.protocol.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What might the window have to show?
final class Examples {
  static final SourceItem SCREEN =
      new SourceItem(
          "screen",
          SourceItem.Kind.SCREEN,
          "Screen 1",
          "1920x1080 at 30 fps",
          SourceItem.Health.RUNNING,
          true);
  static final SourceItem LOST_CAMERA =
      new SourceItem(
          "webcam",
          SourceItem.Kind.CAMERA,
          "Logitech BRIO",
          "The camera is used by another program. Close it there.",
          SourceItem.Health.UNAVAILABLE,
          true);
  static final ChannelItem MICROPHONE =
      new ChannelItem("microphone", "Microphone", 0, false, OptionalInt.of(12));
  static final Device CAMERA =
      new Device(Device.Kind.CAMERA, "/dev/video7", "Second camera", "1280x720");

  private Examples() {}

  static WindowState state(Air air, Target.Kind kind, Optional<Notice> notice) {
    return new WindowState(
        air,
        List.of(SCREEN, LOST_CAMERA),
        List.of(MICROPHONE),
        new Target(kind, "", Secret.of("")),
        new Picture(1280, 720, 30, 2_500_000),
        new EncoderMenu("libx264", List.of()),
        new Recording(false, Path.of("/tmp/Videos")),
        new Numbers(3723, 29.97, 1, 2, 3, 2_512_345, 47),
        new DeviceMenu(true, List.of(CAMERA), List.of()),
        Optional.empty(),
        notice);
  }

  static WindowState state(Air air) {
    return state(air, Target.Kind.EMBEDDED, Optional.empty());
  }
}
