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
import io.tally.app.window.state.WindowState;
import io.tally.app.window.state.endpoint.Check;
import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Destinations;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.app.window.state.endpoint.EndpointForm;
import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.app.window.state.endpoint.Figures;
import io.tally.app.window.state.endpoint.History;
import io.tally.app.window.state.endpoint.Remark;
import io.tally.app.window.state.endpoint.ServiceItem;
import io.tally.capture.Device;
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

  static final EndpointItem HERE =
      new EndpointItem(
          "here",
          "This computer",
          "no account needed",
          true,
          true,
          Optional.empty(),
          new Condition.Ready(),
          Figures.NONE,
          History.NONE,
          List.of());
  static final ServiceItem CUSTOM =
      new ServiceItem(
          "custom",
          "Custom",
          List.of(new ServiceItem.Server("Any", "rtmp://{host}/{application}")),
          "",
          true,
          false);
  static final ServiceItem YOUTUBE =
      new ServiceItem(
          "youtube",
          "YouTube",
          List.of(
              new ServiceItem.Server("Primary", "rtmps://a.example/live2"),
              new ServiceItem.Server("Backup", "rtmps://b.example/live2")),
          "From the control room",
          false,
          false);
  static final ServiceItem TWITCH =
      new ServiceItem(
          "twitch",
          "Twitch",
          List.of(new ServiceItem.Server("Here", "rtmp://t.example/app")),
          "",
          false,
          true);

  private Examples() {}

  static WindowState state(Air air, Destinations destinations, Optional<Notice> notice) {
    return new WindowState(
        air,
        List.of(SCREEN, LOST_CAMERA),
        List.of(MICROPHONE),
        destinations,
        new Picture(1280, 720, 30, 2_500_000),
        new EncoderMenu("libx264", List.of()),
        /* stamped= */ true,
        new Recording(false, Path.of("/tmp/Videos")),
        new Numbers(3723, 29.97, 1, 2, 3, 2_512_345, 47),
        new DeviceMenu(true, List.of(CAMERA), List.of()),
        notice);
  }

  static WindowState state(Air air) {
    return state(air, destinations(HERE), Optional.empty());
  }

  static WindowState state(Air air, Destinations destinations) {
    return state(air, destinations, Optional.empty());
  }

  static Destinations destinations(EndpointItem... items) {
    return new Destinations(List.of(items), Optional.empty(), Optional.empty());
  }

  static EndpointItem channel(Condition condition, Figures figures, Remark... remarks) {
    return new EndpointItem(
        "channel",
        "My channel",
        "YouTube",
        false,
        !(condition instanceof Condition.Off),
        Optional.empty(),
        condition,
        figures,
        new History(List.of(new History.Sample(2_400_000, 2_500_000, 12))),
        List.of(remarks));
  }

  static EndpointForm form(Optional<String> id, Draft draft, Check check) {
    return new EndpointForm(
        id, draft, List.of(CUSTOM, YOUTUBE, TWITCH), Optional.empty(), Optional.empty(), check);
  }

  static WindowState state(EndpointForm form) {
    return state(
        new Air.Off(),
        new Destinations(List.of(HERE), Optional.empty(), Optional.of(form)),
        Optional.empty());
  }
}
