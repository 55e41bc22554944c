// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.Device;
import java.util.List;

/// Which microphones does this machine have, and can its own sound be captured?
public final class SoundDevices {
  private SoundDevices() {}

  /// The devices of kind `AUDIO_INPUT` and `DESKTOP_AUDIO`, the system's own choice first, with the
  /// id `default`; empty when there are none or they cannot be asked for.
  ///
  /// Asks the sound server, so never on the JavaFX, compositor or mixer thread.
  public static List<Device> list() {
    return List.of();
  }

  /// What cannot be captured here and why, a sentence each; empty when all can.
  public static List<String> notes() {
    return List.of();
  }
}
