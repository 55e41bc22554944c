// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.Device;
import io.tally.capture.media.FrameRate;
import io.tally.capture.screen.x11.XPointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How does Windows open its screens?
///
/// The whole desktop by `gdigrab`, which every Windows has; one output of the graphics card by the
/// filter `ddagrab`, whose picture comes from the card. Ids are "desktop" and "output:0".
record WindowsScreens() implements ScreenSystem {
  private static final String OUTPUT = "output:";

  @Override
  public List<Device> list() {
    return List.of(
        new Device(Device.Kind.SCREEN, "desktop", "Desktop", "all screens"),
        new Device(Device.Kind.SCREEN, OUTPUT + 0, "Screen 1", "first output of the card"));
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public ScreenInput input(String id, Optional<Region> region, FrameRate rate) {
    return id.startsWith(OUTPUT)
        ? output(id.substring(OUTPUT.length()), region, rate)
        : desktop(region);
  }

  private static ScreenInput desktop(Optional<Region> region) {
    Map<String, String> options = new HashMap<>();
    options.put("framerate", X11Screens.AT_ONCE);
    options.put("draw_mouse", "1");
    region.ifPresent(part -> {
      options.put("offset_x", Integer.toString(part.x()));
      options.put("offset_y", Integer.toString(part.y()));
      options.put("video_size", part.width() + "x" + part.height());
    });
    return new ScreenInput(
        "gdigrab", "desktop", options, false, Optional.empty(), Optional.empty());
  }

  private static ScreenInput output(String index, Optional<Region> region, FrameRate rate) {
    String part =
        region
            .map(r ->
                ":offset_x=%d:offset_y=%d:video_size=%dx%d"
                    .formatted(r.x(), r.y(), r.width(), r.height()))
            .orElse("");
    String graph =
        "ddagrab=output_idx=%s:draw_mouse=1:framerate=%d/%d%s,hwdownload,format=bgra"
            .formatted(index, rate.frames(), rate.perSeconds(), part);
    return new ScreenInput("lavfi", graph, Map.of(), true, Optional.empty(), Optional.empty());
  }

  @Override
  public Optional<XPointer> pointer(String id) {
    return Optional.empty();
  }
}
