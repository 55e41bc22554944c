// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import io.tally.capture.Device.Kind;
import io.tally.capture.ffmpeg.DeviceNames.Entry;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.List;
import java.util.Map;

/// What does macOS have to record, through AVFoundation?
record AvFoundationSound() implements SoundSystem {
  @Override
  public String format() {
    return "avfoundation";
  }

  @Override
  public boolean lists() {
    return false;
  }

  @Override
  public boolean movesStreams() {
    return false;
  }

  @Override
  public List<Device> devices(List<Entry> found) {
    return List.of(new Device(Kind.AUDIO_INPUT, DEFAULT, "Default microphone", ""));
  }

  @Override
  public Arguments arguments(Device device, List<Entry> found) {
    // The input's device is "picture:sound".
    return new Arguments(format(), ":" + device.id(), Map.of());
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Desktop sound cannot be captured here: macOS gives it by ScreenCaptureKit, which Tally"
            + " does not have yet. A virtual device such as BlackHole can be chosen as a"
            + " microphone.",
        "Microphones cannot be listed here: \"default\" is the one chosen in System Settings, and"
            + " any other can be given by its exact name.");
  }

  @Override
  public String listingProblem(FfmpegException cause) {
    return "Sound cannot be captured here: " + cause.getMessage();
  }

  @Override
  public String problem(String name, FfmpegException cause) {
    return name
        + " gives no sound ("
        + cause.getMessage()
        + "): see that it is plugged in and that System Settings, Privacy, Microphone allows"
        + " Tally. Tally tries again by itself.";
  }
}
