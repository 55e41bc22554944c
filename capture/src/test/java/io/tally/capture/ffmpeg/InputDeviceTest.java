// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tally.capture.testing.TestDisplay;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputDeviceTest {
  @Test
  void read_virtualScreen_givesItsPixels() throws Exception {
    try (TestDisplay display = TestDisplay.start(320, 240)) {
      display.runToEnd("xsetroot", "-solid", "#FF8000");
      var options = Map.of("video_size", "320x240", "framerate", "100");
      try (InputDevice device = InputDevice.open("x11grab", display.name(), options, true);
          DevicePacket packet = device.read().orElseThrow()) {
        assertThat(device.codecName()).isEqualTo("rawvideo");
        assertThat(device.pixelFormatName()).isEqualTo("bgr0");
        assertThat(device.width()).isEqualTo(320);
        assertThat(device.height()).isEqualTo(240);
        assertThat(packet.bytes().byteSize()).isEqualTo(320 * 240 * 4);
        byte[] pixel =
            packet.bytes().asSlice(0, 3).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        assertThat(pixel).containsExactly(0, 0x80, 0xFF);
      }
    }
  }

  @Test
  void open_displayThatIsNotThere_namesItAndTheReason() {
    assertThatExceptionOfType(FfmpegException.class)
        .isThrownBy(() -> InputDevice.open("x11grab", ":4711", Map.of(), true))
        .withMessageStartingWith("Opening :4711 failed: ");
  }

  @Test
  void open_inputThatFfmpegLacks_isRefused() {
    assertThatExceptionOfType(FfmpegException.class)
        .isThrownBy(() -> InputDevice.open("telepathy", "me", Map.of(), true))
        .withMessageContaining("telepathy");
  }
}
