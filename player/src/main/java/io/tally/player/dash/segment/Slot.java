// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.segment;

/// When is a segment, by the clock of its Representation?
///
/// @param number for its name, or its place in a list
/// @param time ticks, as they stand in the media
/// @param duration ticks
/// @param line where it is told, from 1
public record Slot(long number, long time, long duration, int line) {
  /// When it ends, ticks.
  public long end() {
    return time + duration;
  }
}
