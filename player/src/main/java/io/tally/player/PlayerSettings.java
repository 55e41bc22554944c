// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import java.time.Duration;
import java.util.Map;

/// How does a player load and play, where the stream does not say?
///
/// @param sound whether to open this machine's sound device; without it the sound is decoded and
///   goes nowhere
/// @param hardware whether the graphics card decodes pictures larger than 720p, where this computer
///   has one that can; smaller ones cost less to decode than to fetch from there
/// @param openPatience how long `play` goes on trying to load a first playlist and segment before
///   it fails; a live stream that is just starting has no playlist yet
public record PlayerSettings(boolean sound, boolean hardware, Duration openPatience) {
  /// With sound and the graphics card; fifteen seconds to open.
  public static final PlayerSettings DEFAULT =
      new PlayerSettings(true, true, Duration.ofSeconds(15));

  /// The defaults, but for what the environment says: `TALLY_HARDWARE_DECODING=off` leaves a
  /// graphics card alone whose driver is at fault.
  public static PlayerSettings of(Map<String, String> environment) {
    boolean off = "off".equalsIgnoreCase(environment.getOrDefault("TALLY_HARDWARE_DECODING", ""));
    return DEFAULT.withHardware(!off);
  }

  /// The same, with or without sound.
  public PlayerSettings withSound(boolean wanted) {
    return new PlayerSettings(wanted, hardware, openPatience);
  }

  /// The same, with or without the graphics card.
  public PlayerSettings withHardware(boolean wanted) {
    return new PlayerSettings(sound, wanted, openPatience);
  }

  /// The same, with another patience.
  public PlayerSettings withPatience(Duration wanted) {
    return new PlayerSettings(sound, hardware, wanted);
  }
}
