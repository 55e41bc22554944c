// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.testing.FakeCamera;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevicesTest {
  private static final Device SCREEN = new Device(Device.Kind.SCREEN, ":0", "Screen 1", "");

  @Test
  void list_oneKindFails_theOthersAreListedAndANoteSaysWhy() {
    Devices devices =
        new Devices(
            List.of(
                () -> {
                  throw new IOException("No sound here.");
                },
                () -> {
                  throw new UnsatisfiedLinkError("libpulse.so.0");
                },
                () -> List.of(SCREEN)));

    assertThat(devices.list()).containsExactly(SCREEN);
    assertThat(devices.notes()).hasSize(2);
    assertThat(devices.notes().getFirst()).isEqualTo("No sound here.");
    assertThat(devices.notes().getLast()).contains("libpulse.so.0", "Install");
  }

  @Test
  void ofPlatform_pluggedCamera_isListedByItsName() throws Exception {
    try (FakeCamera camera = FakeCamera.ofThisProcess()) {
      assertThat(Devices.ofPlatform().list(Device.Kind.CAMERA))
          .containsExactly(
              new Device(Device.Kind.CAMERA, "/dev/video0", "Fake Camera 0", "/dev/video0"),
              new Device(Device.Kind.CAMERA, "/dev/video1", "Fake Camera 1", "/dev/video1"));

      camera.unplug();

      assertThat(Devices.ofPlatform().list(Device.Kind.CAMERA)).isEmpty();
    }
  }
}
