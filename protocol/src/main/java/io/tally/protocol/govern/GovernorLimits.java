// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.govern;

/// Between which bit rates may a governor choose?
///
/// @param floorBps of the pictures, bit/s: less is not worth to be seen
/// @param ceilingBps of the pictures, bit/s: what was asked for
/// @param soundBps that the line carries beside them, bit/s
public record GovernorLimits(int floorBps, int ceilingBps, int soundBps) {
  public GovernorLimits {
    if (floorBps < 1 || ceilingBps < floorBps || soundBps < 0) {
      throw new IllegalArgumentException(
          "A governor cannot choose between %d and %d bit/s beside %d bit/s of sound"
              .formatted(floorBps, ceilingBps, soundBps));
    }
  }
}
