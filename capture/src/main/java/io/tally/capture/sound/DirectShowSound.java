// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import io.tally.capture.Device.Kind;
import io.tally.capture.ffmpeg.DeviceNames.Entry;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What does Windows have to record, through DirectShow?
record DirectShowSound() implements SoundSystem {
  // Without it a device gathers half a second before it gives anything.
  private static final String BUFFER_MS = "20";

  @Override
  public String format() {
    return "dshow";
  }

  @Override
  public boolean lists() {
    return true;
  }

  @Override
  public boolean movesStreams() {
    return false;
  }

  @Override
  public List<Device> devices(List<Entry> found) {
    List<Device> devices = new ArrayList<>();
    for (Entry entry : found) {
      if (!entry.video()) {
        devices.add(new Device(Kind.AUDIO_INPUT, entry.id(), entry.name(), ""));
      }
    }
    if (!devices.isEmpty()) {
      // DirectShow has no default; the system lists its own choice first.
      Device first = devices.getFirst();
      devices.addFirst(
          new Device(Kind.AUDIO_INPUT, first.id(), "Default microphone", first.name()));
    }
    return devices;
  }

  @Override
  public Arguments arguments(Device device, List<Entry> found) {
    return new Arguments(format(), "audio=" + device.id(), Map.of("audio_buffer_size", BUFFER_MS));
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Desktop sound cannot be captured here: Windows gives it by WASAPI loopback, which Tally"
            + " does not have yet. Where the sound card has \"Stereo Mix\", switch it on and choose"
            + " it as a microphone.");
  }

  @Override
  public String listingProblem(FfmpegException cause) {
    return "The microphones cannot be listed: " + cause.getMessage() + ".";
  }

  @Override
  public String problem(String name, FfmpegException cause) {
    return name
        + " gives no sound ("
        + cause.getMessage()
        + "): see that it is plugged in, that no other program holds it, and that Windows lets"
        + " desktop apps use the microphone. Tally tries again by itself.";
  }
}
