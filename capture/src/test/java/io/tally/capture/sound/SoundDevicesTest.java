// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.Device;
import io.tally.capture.testing.TestSoundServer;
import io.tally.capture.testing.process.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundDevicesTest {
  @TempDir Path directory;

  @Test
  void devicesOfARealServer_haveTheirHumanNames_theDefaultFirst() throws Exception {
    try (TestSoundServer server = TestSoundServer.start()) {
      List<Device> devices = SoundDevices.list();

      assertThat(devices)
          .startsWith(
              new Device(
                  Device.Kind.AUDIO_INPUT,
                  "default",
                  "Default microphone",
                  TestSoundServer.MICROPHONE_NAME))
          .contains(
              new Device(
                  Device.Kind.AUDIO_INPUT,
                  TestSoundServer.MICROPHONE,
                  TestSoundServer.MICROPHONE_NAME,
                  ""),
              new Device(
                  Device.Kind.DESKTOP_AUDIO,
                  "default",
                  "Desktop sound",
                  TestSoundServer.SPEAKERS_NAME),
              new Device(
                  Device.Kind.DESKTOP_AUDIO,
                  TestSoundServer.SPEAKERS + ".monitor",
                  TestSoundServer.SPEAKERS_NAME,
                  ""));
      assertThat(SoundDevices.notes()).isEmpty();
      assertThat(server.environment()).containsKey("PULSE_SERVER");
    }
  }

  @Test
  void noServer_givesAnEmptyListAndANote() throws Exception {
    try (TestSoundServer server = TestSoundServer.start()) {
      server.kill();

      assertThat(SoundDevices.list()).isEmpty();
      assertThat(SoundDevices.notes())
          .singleElement()
          .asString()
          .startsWith("No sound server answers");
    }
  }

  @Test
  void machineWithoutLibpulse_getsANoteAndNoCrash() throws Exception {
    // A file that is no library stands in the way of the real one.
    Files.createFile(directory.resolve("libpulse.so.0"));
    ProcessBuilder builder = new ProcessBuilder(JavaProgram.words(List.of(), Probe.class));
    builder.redirectErrorStream(true).environment().put("LD_LIBRARY_PATH", directory.toString());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed).contains("devices: 0", "note: Sound cannot be captured here: ", "libpulse");
  }

  /// What a process without libpulse sees.
  static final class Probe {
    public static void main(String[] arguments) {
      System.out.println("devices: " + SoundDevices.list().size());
      SoundDevices.notes().forEach(note -> System.out.println("note: " + note));
    }
  }
}
