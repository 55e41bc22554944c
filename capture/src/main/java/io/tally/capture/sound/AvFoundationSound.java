// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import io.tally.capture.Device.Kind;
import io.tally.capture.ffmpeg.DeviceNames.Entry;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What does macOS have to record, through AVFoundation?
record AvFoundationSound() implements SoundSystem {
  @Override
  public String format() {
    return "avfoundation";
  }

  @Override
  public List<Device> devices(List<Entry> found) {
    return Stream.concat(
            chosen(Kind.AUDIO_INPUT).stream(),
            found.stream()
                .filter(entry -> !entry.video())
                .map(entry -> new Device(Kind.AUDIO_INPUT, entry.id(), entry.name(), "")))
        .toList();
  }

  @Override
  public Optional<Device> chosen(Kind kind) {
    return kind == Kind.AUDIO_INPUT
        ? Optional.of(new Device(kind, DEFAULT, "Default microphone", ""))
        : Optional.empty();
  }

  @Override
  public SoundArguments arguments(Kind kind, String id) {
    // The input's device is "picture:sound".
    return new SoundArguments(format(), ":" + id, Map.of());
  }

  @Override
  public List<String> notes() {
    return List.of(
        "Desktop sound cannot be captured here: macOS gives it by ScreenCaptureKit, which Tally"
            + " does not have yet. A virtual device such as BlackHole can be chosen as a"
            + " microphone.");
  }

  @Override
  public String listingProblem(FfmpegException cause) {
    return "The microphones cannot be listed here: choose one in System Settings under Sound and"
        + " use \"default\", or give its exact name.";
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
