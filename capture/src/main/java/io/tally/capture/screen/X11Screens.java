// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.Device;
import io.tally.capture.media.FrameRate;
import io.tally.capture.screen.x11.XDisplay;
import io.tally.capture.screen.x11.XPointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How does X11 name, list and open its screens?
///
/// An id is a display's name, such as ":0", for all of it, or with "#" and a monitor's name, such
/// as ":0#HDMI-1", for what that monitor shows.
///
/// @param environment of the process; `DISPLAY` names the display that is listed
record X11Screens(Map<String, String> environment) implements ScreenSystem {
  /// A frame rate so high that the input never waits by itself: each read takes a picture at once,
  /// at the moment that our own clock chose. Left to pace itself, x11grab would count from the
  /// moment that it was opened, and where its moments meet the canvas ticks, some ticks would find
  /// no new picture and others two.
  static final String AT_ONCE = "1000";

  private static final char MONITOR = '#';

  @Override
  public List<Device> list() throws IOException {
    String name = environment.getOrDefault("DISPLAY", "");
    if (name.isEmpty()) {
      throw new IOException(
          "No screen can be captured here: DISPLAY is not set, so there is no X display."
              + " Start Tally from a desktop session, or set DISPLAY.");
    }
    try (XDisplay display = XDisplay.open(name)) {
      List<XDisplay.Monitor> monitors = display.monitors();
      List<Device> devices = new ArrayList<>();
      if (monitors.size() <= 1) {
        devices.add(device(name, "Screen 1", display.whole()));
      } else {
        for (XDisplay.Monitor monitor : monitors) {
          devices.add(
              device(
                  name + MONITOR + monitor.name(),
                  "Screen " + (devices.size() + 1) + ": " + monitor.name(),
                  monitor));
        }
        devices.add(device(name, "All screens", display.whole()));
      }
      return devices;
    }
  }

  private static Device device(String id, String name, XDisplay.Monitor area) {
    return new Device(Device.Kind.SCREEN, id, name, area.width() + "x" + area.height());
  }

  @Override
  public List<String> notes() {
    return "wayland".equals(environment.get("XDG_SESSION_TYPE"))
        ? List.of(
            "This is a Wayland session, so a captured screen shows only windows of X11 programs."
                + " Log in to an X11 session to capture all of it.")
        : List.of();
  }

  @Override
  public ScreenInput input(String id, Optional<Region> region, FrameRate rate) throws IOException {
    try (XDisplay display = XDisplay.open(displayOf(id))) {
      return input(id, areaOf(id, display), region);
    }
  }

  /// What to ask of x11grab.
  ///
  /// @param area of the screen on its display
  static ScreenInput input(String id, Region area, Optional<Region> region) throws IOException {
    Region part = region.orElse(new Region(0, 0, area.width(), area.height()));
    if (!part.fits(area.width(), area.height())) {
      throw new IOException(
          "The region "
              + part
              + " reaches beyond the screen "
              + id
              + ", which is "
              + area.width()
              + "x"
              + area.height()
              + ". Choose a region that lies on it.");
    }
    Region onDisplay =
        new Region(area.x() + part.x(), area.y() + part.y(), part.width(), part.height());
    return new ScreenInput(
        "x11grab",
        displayOf(id),
        Map.of(
            "framerate",
            AT_ONCE,
            "video_size",
            part.width() + "x" + part.height(),
            "grab_x",
            Integer.toString(onDisplay.x()),
            "grab_y",
            Integer.toString(onDisplay.y()),
            "draw_mouse",
            "0"),
        false,
        Optional.empty(),
        Optional.of(onDisplay));
  }

  private static Region areaOf(String id, XDisplay display) throws IOException {
    int mark = id.lastIndexOf(MONITOR);
    if (mark < 0) {
      return area(display.whole());
    }
    String wanted = id.substring(mark + 1);
    for (XDisplay.Monitor monitor : display.monitors()) {
      if (monitor.name().equals(wanted)) {
        return area(monitor);
      }
    }
    throw new IOException(
        "The monitor "
            + wanted
            + " is not connected to the display "
            + displayOf(id)
            + ". Connect it, or choose another screen.");
  }

  private static Region area(XDisplay.Monitor monitor) {
    return new Region(monitor.x(), monitor.y(), monitor.width(), monitor.height());
  }

  private static String displayOf(String id) {
    int mark = id.lastIndexOf(MONITOR);
    return mark < 0 ? id : id.substring(0, mark);
  }

  @Override
  public Optional<XPointer> pointer(String id) throws IOException {
    return XPointer.open(displayOf(id));
  }
}
