// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import io.tally.capture.ffmpeg.DeviceNames;
import io.tally.capture.ffmpeg.FfmpegException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How does an operating system give its sound to FFmpeg?
///
/// Values only, so that every system's are tested on every system. Threads: any.
sealed interface SoundSystem permits PulseSound, DirectShowSound, AvFoundationSound {
  /// The id of the device that the system itself has chosen.
  String DEFAULT = "default";

  /// What FFmpeg needs to be told to open a device.
  ///
  /// @param format FFmpeg's name of the input, such as "pulse"
  /// @param device the input's name for the device
  /// @param options the input's options
  record Arguments(String format, String device, Map<String, String> options) {
    public Arguments {
      options = Map.copyOf(options);
    }
  }

  /// FFmpeg's name of the input.
  String format();

  /// Whether the input can say which devices there are.
  boolean lists();

  /// Whether the system may give a stream another device without telling us, such as a microphone
  /// in place of the headphones' sound that were unplugged.
  boolean movesStreams();

  /// The devices for a person, the system's choice first of each kind.
  ///
  /// @param found what the input lists
  List<Device> devices(List<DeviceNames.Entry> found);

  /// How FFmpeg opens a device.
  ///
  /// @param device of [#devices]
  /// @param found what the input lists now
  Arguments arguments(Device device, List<DeviceNames.Entry> found);

  /// What can never be captured on this system and why, a sentence each.
  List<String> notes();

  /// Why the devices cannot be listed, as a sentence.
  String listingProblem(FfmpegException cause);

  /// Why a device cannot be opened, or ended, as a sentence.
  ///
  /// @param name what a person knows it by
  String problem(String name, FfmpegException cause);

  /// The sound system of the machine that this runs on.
  static SoundSystem ofThisMachine() {
    return of(System.getProperty("os.name", ""));
  }

  /// The sound system by the name that Java gives to the operating system.
  static SoundSystem of(String osName) {
    String lower = osName.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      return new DirectShowSound();
    }
    return lower.startsWith("mac") ? new AvFoundationSound() : new PulseSound();
  }
}
