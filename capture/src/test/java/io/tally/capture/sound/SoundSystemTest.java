// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tally.capture.Device;
import io.tally.capture.Device.Kind;
import io.tally.capture.ffmpeg.DeviceNames.Entry;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundSystemTest {
  private static final List<Entry> PULSE =
      List.of(
          new Entry("usb.monitor", "Monitor of USB Headset", false, false),
          new Entry("hdmi.monitor", "Monitor of HDMI", false, true),
          new Entry("webcam", "Webcam Microphone", false, false),
          new Entry("usb", "USB Headset", false, true));

  @Test
  void systemOfEachName_isKnown() {
    assertThat(SoundSystem.of("Windows 11")).isInstanceOf(DirectShowSound.class);
    assertThat(SoundSystem.of("Mac OS X")).isInstanceOf(AvFoundationSound.class);
    assertThat(SoundSystem.of("Linux")).isInstanceOf(PulseSound.class);
  }

  @Test
  void pulse_listsTheDefaultFirst_andMonitorsAsWhatOutputsPlay() {
    assertThat(new PulseSound().devices(PULSE))
        .containsExactly(
            new Device(Kind.AUDIO_INPUT, "default", "Default microphone", "USB Headset"),
            new Device(Kind.AUDIO_INPUT, "webcam", "Webcam Microphone", ""),
            new Device(Kind.AUDIO_INPUT, "usb", "USB Headset", ""),
            new Device(Kind.DESKTOP_AUDIO, "default", "Desktop sound", "HDMI"),
            new Device(Kind.DESKTOP_AUDIO, "usb.monitor", "USB Headset", ""),
            new Device(Kind.DESKTOP_AUDIO, "hdmi.monitor", "HDMI", ""));
  }

  @Test
  void pulse_opensTheDeviceThatIsTheDefaultNow_in10MsFragmentsOf48Khz() {
    Device desktop = new Device(Kind.DESKTOP_AUDIO, "default", "Desktop sound", "");

    SoundSystem.Arguments arguments = new PulseSound().arguments(desktop, PULSE);

    assertThat(arguments.format()).isEqualTo("pulse");
    assertThat(arguments.device()).isEqualTo("hdmi.monitor");
    assertThat(arguments.options())
        .containsEntry("sample_rate", "48000")
        .containsEntry("channels", "2")
        .containsEntry("fragment_size", "1920");
  }

  @Test
  void directShow_leavesCamerasOut_andAsksForShortBuffers() {
    DirectShowSound system = new DirectShowSound();
    List<Device> devices =
        system.devices(
            List.of(
                new Entry("@device_cm_1", "HD Camera", true, false),
                new Entry("@device_cm_2", "Microphone (USB)", false, false)));

    assertThat(devices)
        .containsExactly(
            new Device(Kind.AUDIO_INPUT, "@device_cm_2", "Default microphone", "Microphone (USB)"),
            new Device(Kind.AUDIO_INPUT, "@device_cm_2", "Microphone (USB)", ""));
    SoundSystem.Arguments arguments = system.arguments(devices.getFirst(), List.of());
    assertThat(arguments.format()).isEqualTo("dshow");
    assertThat(arguments.device()).isEqualTo("audio=@device_cm_2");
    assertThat(arguments.options()).containsEntry("audio_buffer_size", "20");
  }

  @Test
  void avFoundation_hasTheDefaultMicrophone_withoutAPicture() {
    AvFoundationSound system = new AvFoundationSound();
    Device device = system.devices(List.of()).getFirst();

    assertThat(device.id()).isEqualTo("default");
    assertThat(system.arguments(device, List.of()).format()).isEqualTo("avfoundation");
    assertThat(system.arguments(device, List.of()).device()).isEqualTo(":default");
  }

  @Test
  void systemWithoutDesktopSound_saysSo() {
    assertThat(new DirectShowSound().notes())
        .anyMatch(note -> note.startsWith("Desktop sound cannot be captured here: Windows"));
    assertThat(new AvFoundationSound().notes())
        .anyMatch(note -> note.startsWith("Desktop sound cannot be captured here: macOS"));
    assertThat(new PulseSound().notes()).isEmpty();
  }

  @Test
  void pulsesErrors_becomeSentences() {
    PulseSound system = new PulseSound();

    assertThat(system.problem("Webcam", error(-5))).startsWith("Webcam is not there");
    assertThat(system.problem("Webcam", error(-6))).startsWith("No sound server answers");
    assertThat(system.problem("Webcam", error(-1))).contains("allow it");
    assertThat(system.problem("Webcam", error(-12))).startsWith("Webcam gives no sound");
  }

  @Test
  void device_isChosenByIdNameOrPartOfIt() {
    List<Device> devices = new PulseSound().devices(PULSE).subList(0, 3);

    assertThat(SoundDevices.choose(devices, "webcam")).contains(devices.get(1));
    assertThat(SoundDevices.choose(devices, "usb headset")).contains(devices.get(2));
    assertThat(SoundDevices.choose(devices, "Webcam Mic")).contains(devices.get(1));
    assertThat(SoundDevices.choose(devices, "mic")).isEmpty(); // two have it
    assertThat(SoundDevices.choose(devices, "default")).contains(devices.get(0));
  }

  private static FfmpegException error(int code) {
    return catchThrowableOfType(
        FfmpegException.class, () -> FfmpegException.check(code, "Opening it"));
  }
}
