// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import java.util.OptionalDouble;

/// What are the pictures that come out like?
///
/// @param pictures how many were looked at
/// @param brightness mean of luma, from 0 to 1; empty before the first
/// @param blackS for how long they have been black; 0 while they are not
/// @param frozenS for how long they have been the same; 0 while they move
/// @param blackTimes how often they turned black, for longer than a moment
/// @param frozenTimes how often they stood still, for longer than a moment
public record PictureFacts(
    long pictures,
    OptionalDouble brightness,
    double blackS,
    double frozenS,
    int blackTimes,
    int frozenTimes) {
  static final PictureFacts NONE = new PictureFacts(0, OptionalDouble.empty(), 0, 0, 0, 0);
}
