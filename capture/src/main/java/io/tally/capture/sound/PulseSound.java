// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import io.tally.capture.Device.Kind;
import io.tally.capture.ffmpeg.DeviceNames.Entry;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What does Linux's sound server, PulseAudio or PipeWire in its place, have to record?
record PulseSound() implements SoundSystem {
  // 10 ms of two channels of 16 bits: short enough for the mixer's delay, long enough to sleep.
  private static final int FRAGMENT_BYTES = 48_000 / 100 * 2 * 2;

  // FFmpeg passes PulseAudio's own error numbers on as if they were the system's (pulse/def.h).
  private static final int ACCESS_DENIED = -1;
  // What a context that never was connected says.
  private static final int INVALID_ARGUMENT = -3;
  private static final int NO_SUCH_ENTITY = -5;
  private static final int CONNECTION_REFUSED = -6;
  private static final int TIMEOUT = -8;
  private static final int INVALID_SERVER = -13;

  @Override
  public String format() {
    return "pulse";
  }

  @Override
  public boolean lists() {
    return true;
  }

  @Override
  public boolean movesStreams() {
    return true;
  }

  @Override
  public List<Device> devices(List<Entry> found) {
    List<Device> devices = new ArrayList<>();
    for (Kind kind : List.of(Kind.AUDIO_INPUT, Kind.DESKTOP_AUDIO)) {
      String title = kind == Kind.DESKTOP_AUDIO ? "Desktop sound" : "Default microphone";
      chosen(kind, found)
          .ifPresent(entry -> devices.add(new Device(kind, DEFAULT, title, nameOf(entry))));
      found.stream()
          .filter(entry -> kindOf(entry) == kind)
          .map(entry -> new Device(kind, entry.id(), nameOf(entry), ""))
          .forEach(devices::add);
    }
    return devices;
  }

  // Not "default" itself: the server would go on with another device when this one is unplugged.
  private static Optional<Entry> chosen(Kind kind, List<Entry> found) {
    return found.stream()
        .filter(entry -> kindOf(entry) == kind)
        .max(Comparator.comparing(Entry::isDefault));
  }

  private static Kind kindOf(Entry entry) {
    return entry.id().endsWith(DefaultOutput.MONITOR) ? Kind.DESKTOP_AUDIO : Kind.AUDIO_INPUT;
  }

  private static String nameOf(Entry entry) {
    return entry.name().replaceFirst("^Monitor of ", "");
  }

  @Override
  public Arguments arguments(Device device, List<Entry> found) {
    String id =
        device.id().equals(DEFAULT)
            ? chosen(device.kind(), found).map(Entry::id).orElse(DEFAULT)
            : device.id();
    return new Arguments(
        format(),
        id,
        Map.of(
            "name", "Tally",
            "stream_name", device.kind() == Kind.DESKTOP_AUDIO ? "Desktop sound" : "Microphone",
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
    return cause.isLibraryMissing()
        ? "Sound cannot be captured here: " + cause.getMessage()
        : noServer();
  }

  @Override
  public String problem(String name, FfmpegException cause) {
    if (cause.isLibraryMissing()) {
      return listingProblem(cause);
    }
    return switch (cause.code()) {
      case INVALID_ARGUMENT, CONNECTION_REFUSED, TIMEOUT, INVALID_SERVER -> noServer();
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
