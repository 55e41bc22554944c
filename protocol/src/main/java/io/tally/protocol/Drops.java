// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

/// What was not sent to one endpoint, and why?
///
/// @param unreferenced pictures that no other refers to, left out because the line was too slow
/// @param toKeyframe pictures left out up to a keyframe, because the line was slower still
/// @param sound sound packets left out because the line was slowest
/// @param notConnected packets of both tracks that passed while the connection was lost
public record Drops(long unreferenced, long toKeyframe, long sound, long notConnected) {
  /// Nothing was dropped.
  public static final Drops NONE = new Drops(0, 0, 0, 0);

  /// Pictures that a slow line cost.
  public long pictures() {
    return unreferenced + toKeyframe;
  }

  /// Packets of both tracks, whatever the reason.
  public long all() {
    return unreferenced + toKeyframe + sound + notConnected;
  }
}
