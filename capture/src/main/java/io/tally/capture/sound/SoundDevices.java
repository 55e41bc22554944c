// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import io.tally.capture.ffmpeg.DeviceNames;
import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which microphones does this machine have, and can its own sound be captured?
///
/// Threads: any that may wait for the sound server, so never the JavaFX thread, the compositor's or
/// the mixer's.
public final class SoundDevices {
  private static final Logger log = LoggerFactory.getLogger(SoundDevices.class);

  private SoundDevices() {}

  /// The devices of kind `AUDIO_INPUT` and `DESKTOP_AUDIO`, the system's own choice first of each
  /// kind (on Linux and macOS with the id `default`); empty when there are none, or when they
  /// cannot be asked for, which [#notes] explains.
  public static List<Device> list() {
    SoundSystem system = SoundSystem.ofThisMachine();
    try {
      return system.devices(entries(system));
    } catch (FfmpegException e) {
      log.debug("The sound devices could not be listed", e);
      return List.of();
    }
  }

  /// What cannot be captured here and why, a sentence each; empty when all can.
  public static List<String> notes() {
    SoundSystem system = SoundSystem.ofThisMachine();
    List<String> notes = new ArrayList<>(system.notes());
    try {
      if (system.devices(entries(system)).isEmpty()) {
        notes.add("No sound device was found: plug one in, or see the system's sound settings.");
      }
    } catch (FfmpegException e) {
      notes.add(system.listingProblem(e));
    }
    return List.copyOf(notes);
  }

  /// What the system's input lists, with the default of both kinds marked; empty where it cannot.
  static List<DeviceNames.Entry> entries(SoundSystem system) throws FfmpegException {
    if (!system.lists()) {
      Ffmpeg.loadDevices();
      return List.of();
    }
    List<DeviceNames.Entry> found = DeviceNames.list(system.format());
    return system instanceof PulseSound ? DefaultOutput.mark(found) : found;
  }

  /// What opens the device that a person means, as things are now.
  ///
  /// @param wanted its id, its name, or enough of its name that no other has it
  /// @throws NoSoundException with what there is instead
  static Chosen find(SoundSystem system, Device.Kind kind, String wanted) throws NoSoundException {
    try {
      List<DeviceNames.Entry> found = entries(system);
      List<Device> devices =
          system.devices(found).stream().filter(device -> device.kind() == kind).toList();
      Device device =
          choose(devices, wanted)
              .or(() -> unlisted(system, kind, wanted))
              .orElseThrow(() -> new NoSoundException(notFound(system, devices, kind, wanted)));
      return new Chosen(device, system.arguments(device, found));
    } catch (FfmpegException e) {
      throw new NoSoundException(system.listingProblem(e));
    }
  }

  /// A device and what opens it.
  record Chosen(Device device, SoundSystem.Arguments arguments) {}

  // Where nothing can be listed, a person's word must do.
  private static Optional<Device> unlisted(SoundSystem system, Device.Kind kind, String wanted) {
    return system.lists() || kind == Device.Kind.DESKTOP_AUDIO
        ? Optional.empty()
        : Optional.of(new Device(kind, wanted, wanted, ""));
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
      SoundSystem system, List<Device> devices, Device.Kind kind, String wanted) {
    boolean desktop = kind == Device.Kind.DESKTOP_AUDIO;
    if (desktop && !system.notes().isEmpty()) {
      return system.notes().getFirst();
    }
    String what = desktop ? "sound output" : "microphone";
    String called = wanted.equals(SoundSystem.DEFAULT) ? "" : " called \"" + wanted + "\"";
    String instead =
        devices.isEmpty()
            ? "none was found at all"
            : "there is: " + String.join(", ", devices.stream().map(Device::name).toList());
    return "There is no " + what + called + "; " + instead + ". Tally takes it when it comes.";
  }
}
