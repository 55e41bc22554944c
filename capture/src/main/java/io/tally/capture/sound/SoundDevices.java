// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import io.tally.capture.ffmpeg.DeviceNames;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which microphones does this machine have, and can its own sound be captured?
///
/// Threads: any that may wait for the sound server, so never the JavaFX thread, the compositor's or
/// the mixer's.
public final class SoundDevices {
  private SoundDevices() {}

  /// The devices of kind `AUDIO_INPUT` and `DESKTOP_AUDIO`, the system's own choice first of each
  /// kind (on Linux and macOS with the id `default`); empty when there are none, or when they
  /// cannot be asked for, which [#notes] explains.
  public static List<Device> list() {
    SoundSystem system = SoundSystem.ofThisMachine();
    try {
      return system.devices(DeviceNames.list(system.format()));
    } catch (FfmpegException e) {
      return SoundSystem.isLibraryMissing(e) ? List.of() : system.devices(List.of());
    }
  }

  /// What cannot be captured here and why, a sentence each; empty when all can.
  public static List<String> notes() {
    SoundSystem system = SoundSystem.ofThisMachine();
    List<String> notes = new ArrayList<>(system.notes());
    try {
      if (DeviceNames.list(system.format()).isEmpty()) {
        notes.add("No microphone was found: plug one in, or see the system's sound settings.");
      }
    } catch (FfmpegException e) {
      notes.add(system.listingProblem(e));
    }
    return List.copyOf(notes);
  }

  /// The device of a kind that a person means.
  ///
  /// @param wanted its id, its name, or enough of its name that no other has it
  /// @throws NoSoundException with what there is instead
  static Device find(SoundSystem system, Device.Kind kind, String wanted) throws NoSoundException {
    List<Device> all;
    try {
      all = system.devices(DeviceNames.list(system.format()));
    } catch (FfmpegException e) {
      throw new NoSoundException(system.listingProblem(e));
    }
    return choose(all.stream().filter(device -> device.kind() == kind).toList(), wanted)
        .orElseThrow(() -> new NoSoundException(notFound(system, all, kind, wanted)));
  }

  /// The device with that id, else that name, else the only one with that in its name; the first
  /// for `default`.
  static Optional<Device> choose(List<Device> devices, String wanted) {
    if (wanted.equals(SoundSystem.DEFAULT)) {
      return devices.stream().findFirst();
    }
    for (Device device : devices) {
      if (device.id().equals(wanted)) {
        return Optional.of(device);
      }
    }
    for (Device device : devices) {
      if (device.name().equalsIgnoreCase(wanted)) {
        return Optional.of(device);
      }
    }
    String part = wanted.toLowerCase(Locale.ROOT);
    List<Device> similar =
        devices.stream()
            .filter(device -> device.name().toLowerCase(Locale.ROOT).contains(part))
            .toList();
    return similar.size() == 1 ? Optional.of(similar.getFirst()) : Optional.empty();
  }

  private static String notFound(
      SoundSystem system, List<Device> all, Device.Kind kind, String wanted) {
    boolean never = kind == Device.Kind.DESKTOP_AUDIO && !system.notes().isEmpty();
    if (never) {
      return system.notes().getFirst();
    }
    String what = kind == Device.Kind.AUDIO_INPUT ? "microphone" : "desktop sound";
    List<String> names =
        all.stream().filter(device -> device.kind() == kind).map(Device::name).toList();
    return "There is no "
        + what
        + " called \""
        + wanted
        + "\"; "
        + (names.isEmpty()
            ? "none was found at all."
            : "there is: " + String.join(", ", names) + ".")
        + " Tally takes it when it is plugged in.";
  }
}
