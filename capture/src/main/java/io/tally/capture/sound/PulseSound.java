// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import io.tally.capture.Device.Kind;
import io.tally.capture.ffmpeg.DeviceNames.Entry;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What does Linux's sound server, PulseAudio or PipeWire in its place, have to record?
record PulseSound() implements SoundSystem {
  // 10 ms of two channels of 16 bits: short enough for the mixer's delay, long enough to sleep.
  private static final int FRAGMENT_BYTES = 48_000 / 100 * 2 * 2;
  private static final String MONITOR = ".monitor";

  // FFmpeg passes PulseAudio's own error numbers on as if they were the system's (pulse/def.h).
  private static final int ACCESS_DENIED = -1;
  private static final int NO_SUCH_ENTITY = -5;
  private static final int CONNECTION_REFUSED = -6;
  private static final int TIMEOUT = -8;
  private static final int INVALID_SERVER = -13;

  @Override
  public String format() {
    return "pulse";
  }

  @Override
  public List<Device> devices(List<Entry> found) {
    List<Device> inputs = new ArrayList<>();
    List<Device> monitors = new ArrayList<>();
    String chosen = "";
    for (Entry entry : found) {
      if (entry.id().endsWith(MONITOR)) {
        String name = entry.name().replaceFirst("^Monitor of ", "");
        monitors.add(new Device(Kind.DESKTOP_AUDIO, entry.id(), name, "what it plays"));
      } else {
        inputs.add(new Device(Kind.AUDIO_INPUT, entry.id(), entry.name(), ""));
        chosen = entry.isDefault() ? entry.name() : chosen;
      }
    }
    List<Device> devices = new ArrayList<>();
    if (!inputs.isEmpty()) {
      devices.add(defaultOf(Kind.AUDIO_INPUT, chosen));
      devices.addAll(inputs);
    }
    if (!monitors.isEmpty()) {
      devices.add(defaultOf(Kind.DESKTOP_AUDIO, "what the default output plays"));
      devices.addAll(monitors);
    }
    return devices;
  }

  @Override
  public Optional<Device> chosen(Kind kind) {
    return Optional.of(defaultOf(kind, ""));
  }

  private static Device defaultOf(Kind kind, String detail) {
    String name = kind == Kind.DESKTOP_AUDIO ? "Desktop sound" : "Default microphone";
    return new Device(kind, DEFAULT, name, detail);
  }

  @Override
  public SoundArguments arguments(Kind kind, String id) {
    boolean desktop = kind == Kind.DESKTOP_AUDIO && id.equals(DEFAULT);
    return new SoundArguments(
        format(),
        desktop ? "@DEFAULT_MONITOR@" : id,
        Map.of(
            "name", "Tally",
            "stream_name", kind == Kind.DESKTOP_AUDIO ? "Desktop sound" : "Microphone",
            "sample_rate", "48000",
            "channels", "2",
            "fragment_size", Integer.toString(FRAGMENT_BYTES)));
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public String listingProblem(FfmpegException cause) {
    return SoundSystem.isLibraryMissing(cause)
        ? "Sound cannot be captured here: " + cause.getMessage()
        : noServer();
  }

  @Override
  public String problem(String name, FfmpegException cause) {
    if (SoundSystem.isLibraryMissing(cause)) {
      return listingProblem(cause);
    }
    return switch (cause.code()) {
      case CONNECTION_REFUSED, TIMEOUT, INVALID_SERVER -> noServer();
      case NO_SUCH_ENTITY ->
          name + " is not there: plug it in or choose another. Tally takes it when it comes back.";
      case ACCESS_DENIED ->
          "The sound server does not let Tally record "
              + name
              + ": allow it in the system's sound settings.";
      default ->
          name
              + " gives no sound ("
              + cause.getMessage()
              + "): it was unplugged, or the sound server ended. Tally tries again by itself.";
    };
  }

  private static String noServer() {
    return "No sound server answers: start PulseAudio or PipeWire, or see that PULSE_SERVER names"
        + " the right one. Tally tries again by itself.";
  }
}
