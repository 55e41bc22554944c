// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.outbox;

/// How much may wait to be sent before something is dropped?
///
/// @param disposableNs span of waiting pictures past which unreferenced ones are dropped, ns
/// @param videoNs span of waiting pictures past which they are dropped up to a keyframe, ns
/// @param audioNs span of waiting sound past which the oldest is dropped, ns
/// @param soundWaitNs how long sound waits for pictures, as a span of its own dts, ns
/// @param pictureWaitNs how long pictures wait for sound, as a span of their own dts, ns
/// @param videoBytes waiting pictures, whatever their span
public record OutboxLimits(
    long disposableNs,
    long videoNs,
    long audioNs,
    long soundWaitNs,
    long pictureWaitNs,
    long videoBytes) {
  /// A slow preset's look-ahead keeps pictures 2 s behind the sound; sound waits for them longer
  /// than that, and is kept longest.
  public static OutboxLimits usual() {
    var ms = 1_000_000L;
    return new OutboxLimits(700 * ms, 1_500 * ms, 8_000 * ms, 4_000 * ms, 400 * ms, 32 << 20);
  }
}
