// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.Device;
import io.tally.capture.media.FrameRate;
import io.tally.capture.screen.x11.XPointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How does macOS open its screens?
///
/// By `avfoundation`, which names them "Capture screen 0" and so on and always gives a whole one; a
/// region is cut from it. The user must allow Tally to record the screen in the system's settings.
record MacScreens() implements ScreenSystem {
  private static final String PREFIX = "Capture screen ";

  @Override
  public List<Device> list() {
    return List.of(new Device(Device.Kind.SCREEN, PREFIX + 0, "Screen 1", "main screen"));
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public ScreenInput input(String id, Optional<Region> region, FrameRate rate) {
    return new ScreenInput(
        "avfoundation",
        id + ":none",
        Map.of(
            "framerate", rate.frames() + "/" + rate.perSeconds(),
            "pixel_format", "bgr0",
            "capture_cursor", "1"),
        true,
        region,
        Optional.empty());
  }

  @Override
  public Optional<XPointer> pointer(String id) {
    return Optional.empty();
  }
}
