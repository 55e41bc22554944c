// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.sound;

import java.util.OptionalDouble;

/// What is the sound that comes out like?
///
/// @param heardS how much was listened to
/// @param momentaryLufs loudness over the newest 400 ms; empty before, and for digital silence
/// @param shortTermLufs over the newest 3 s
/// @param integratedLufs over all, pauses left out
/// @param truePeakDb the highest point of the wave so far, dBTP
/// @param silentS for how long nothing has been heard; 0 while something is
/// @param silentTimes how often it fell silent, for longer than [#SILENCE_S]
public record SoundFacts(
    double heardS,
    OptionalDouble momentaryLufs,
    OptionalDouble shortTermLufs,
    OptionalDouble integratedLufs,
    OptionalDouble truePeakDb,
    double silentS,
    int silentTimes) {
  /// A pause that is worth a word, seconds.
  public static final double SILENCE_S = 2;

  /// Nothing yet.
  public static final SoundFacts NONE =
      new SoundFacts(
          0,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          0,
          0);
}
