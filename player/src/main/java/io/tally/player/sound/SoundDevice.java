// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

/// Through what does sound come out?
@FunctionalInterface
public interface SoundDevice {
  /// Opens the device for 48 kHz, two channels, 16 bits, little endian. May take a second.
  ///
  /// @return running; the caller closes it
  /// @throws SoundException when there is no device or it refuses
  SoundLine open() throws SoundException;

  /// This machine's default device.
  static SoundDevice system() {
    return JavaSoundLine::open;
  }
}
