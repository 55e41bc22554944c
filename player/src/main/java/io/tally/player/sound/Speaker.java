// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

/// Where does sound go, how loud, and who hears it beside?
///
/// @param device opened anew for each stream and place in it
/// @param volume kept over streams
/// @param tap before the volume
public record Speaker(SoundDevice device, Volume volume, SoundTap tap) {
  /// At full volume, with nobody listening beside.
  public static Speaker of(SoundDevice device) {
    return new Speaker(device, new Volume(), new SoundTap());
  }
}
