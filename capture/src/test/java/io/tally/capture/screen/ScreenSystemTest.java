// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tally.capture.Device;
import io.tally.capture.media.FrameRate;
import io.tally.capture.testing.TestDisplay;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenSystemTest {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final Region PART = new Region(10, 20, 300, 200);

  @Test
  void of_systemName_choosesThatSystem() {
    assertThat(ScreenSystem.of("Linux")).isInstanceOf(X11Screens.class);
    assertThat(ScreenSystem.of("Windows 11")).isInstanceOf(WindowsScreens.class);
    assertThat(ScreenSystem.of("Mac OS X")).isInstanceOf(MacScreens.class);
  }

  @Test
  void x11_regionOfAMonitor_isMovedToTheMonitorsPlace() throws Exception {
    var input = X11Screens.input(":0#HDMI-1", new Region(1920, 0, 1280, 1024), Optional.of(PART));

    assertThat(input.format()).isEqualTo("x11grab");
    assertThat(input.device()).isEqualTo(":0");
    assertThat(input.options())
        .containsEntry("grab_x", "1930")
        .containsEntry("grab_y", "20")
        .containsEntry("video_size", "300x200");
  }

  @Test
  void windows_desktopRegion_isAskedOfGdigrab() {
    var input = new WindowsScreens().input("desktop", Optional.of(PART), RATE);

    assertThat(input.format()).isEqualTo("gdigrab");
    assertThat(input.device()).isEqualTo("desktop");
    assertThat(input.options())
        .containsEntry("offset_x", "10")
        .containsEntry("offset_y", "20")
        .containsEntry("video_size", "300x200")
        .containsEntry("draw_mouse", "1");
  }

  @Test
  void windows_output_isAskedOfDdagrabAtTheCanvasRate() {
    var input = new WindowsScreens().input("output:1", Optional.of(PART), RATE);

    assertThat(input.format()).isEqualTo("lavfi");
    assertThat(input.device())
        .isEqualTo(
            "ddagrab=output_idx=1:draw_mouse=1:framerate=30/1"
                + ":offset_x=10:offset_y=20:video_size=300x200,hwdownload,format=bgra");
    assertThat(input.waits()).isTrue();
  }

  @Test
  void mac_region_isCutFromTheWholeScreen() {
    var input = new MacScreens().input("Capture screen 1", Optional.of(PART), RATE);

    assertThat(input.format()).isEqualTo("avfoundation");
    assertThat(input.device()).isEqualTo("Capture screen 1:none");
    assertThat(input.options()).containsEntry("capture_cursor", "1");
    assertThat(input.cut()).contains(PART);
  }

  @Test
  void x11List_oneMonitor_isOneScreenWithItsSize() throws Exception {
    try (TestDisplay display = TestDisplay.start(800, 600)) {
      assertThat(new X11Screens(Map.of("DISPLAY", display.name())).list())
          .containsExactly(new Device(Device.Kind.SCREEN, display.name(), "Screen 1", "800x600"));
    }
  }

  @Test
  void x11List_twoMonitors_areEachAScreen() throws Exception {
    try (TestDisplay display = TestDisplay.start(800, 600)) {
      display.runToEnd("xrandr", "--setmonitor", "left", "400/100x600/100+0+0", "screen");
      display.runToEnd("xrandr", "--setmonitor", "right", "400/100x600/100+400+0", "none");

      assertThat(new X11Screens(Map.of("DISPLAY", display.name())).list())
          .contains(
              new Device(
                  Device.Kind.SCREEN, display.name() + "#right", "Screen 2: right", "400x600"),
              new Device(Device.Kind.SCREEN, display.name(), "All screens", "800x600"));
    }
  }

  @Test
  void x11List_noDisplay_saysWhatToDo() {
    assertThatIOException()
        .isThrownBy(() -> new X11Screens(Map.of()).list())
        .withMessageContaining("DISPLAY is not set");
  }
}
