// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

/// How loud is a channel now, in dBFS?
///
/// @param peakLeft highest sample since the last reading
/// @param rmsLeft mean power over the meter's window
public record Levels(double peakLeft, double peakRight, double rmsLeft, double rmsRight) {
  /// No sound at all.
  public static final Levels SILENCE =
      new Levels(
          MeterScale.FLOOR_DB, MeterScale.FLOOR_DB, MeterScale.FLOOR_DB, MeterScale.FLOOR_DB);
}
