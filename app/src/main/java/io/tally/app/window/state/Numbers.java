// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

/// How does the broadcast run, in numbers that a person can act on?
///
/// @param onAirSeconds since the endpoint accepted the stream; 0 off air
/// @param framesPerSecond frames that the canvas truly made in the last second
/// @param lagged frames that this machine was too slow to draw
/// @param skipped frames that the encoder was too slow to take
/// @param dropped frames that the network was too slow to carry
/// @param bitrateBps what is sent, bit/s; 0 off air
/// @param cpuPercent of one core, used by this process
public record Numbers(
    long onAirSeconds,
    double framesPerSecond,
    long lagged,
    long skipped,
    long dropped,
    long bitrateBps,
    int cpuPercent) {
  /// Nothing measured yet.
  public static final Numbers NONE = new Numbers(0, 0, 0, 0, 0, 0, 0);
}
