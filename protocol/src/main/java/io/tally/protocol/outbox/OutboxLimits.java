// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.outbox;

import java.time.Duration;

/// How much may wait to be sent before something is dropped?
///
/// @param disposableNs span of waiting pictures past which unreferenced ones are dropped, ns
/// @param videoNs span of waiting pictures past which they are dropped up to a keyframe, ns
/// @param audioNs span of waiting sound past which the oldest is dropped, ns
/// @param soundWaitNs how long sound waits for pictures, as a span of its own dts, ns
/// @param pictureWaitNs how long pictures wait for sound, as a span of their own dts, ns
/// @param videoBytes waiting pictures, whatever their span
/// @param audioBytes waiting sound, whatever its span
public record OutboxLimits(
    long disposableNs,
    long videoNs,
    long audioNs,
    long soundWaitNs,
    long pictureWaitNs,
    long videoBytes,
    long audioBytes) {
  private static final long MS = 1_000_000;

  // A collapse to a fifth of the rate leaves, by the time that the encoder follows, the work of
  // two to three seconds; players behind an ingest keep four and more.
  private static final Duration BEHIND = Duration.ofSeconds(4);
  // A slow preset's look-ahead keeps pictures 2 s behind the sound, which waits for them longer.
  private static final long SOUND_WAIT_NS = 4_000 * MS;
  // Sound comes in packets of 20 to 30 ms; a microphone that has fallen silent must not stop the
  // picture for longer than a viewer's player bears.
  private static final long PICTURE_WAIT_NS = 400 * MS;
  // Four seconds of 64 Mb/s; and half a minute of sound at 512 kb/s.
  private static final long VIDEO_BYTES = 32 << 20;
  private static final long AUDIO_BYTES = 2 << 20;

  /// For endpoints whose players bear a stall of a few seconds, as all services' do.
  public static OutboxLimits usual() {
    return within(BEHIND);
  }

  /// For an endpoint that may fall behind so far and no further.
  ///
  /// Unreferenced pictures go from three quarters on: that thins out what waits, when an encoder
  /// that follows the line is not enough or cannot. Sound is kept longest, since it is small and
  /// its gaps are heard.
  public static OutboxLimits within(Duration behind) {
    var videoNs = behind.toNanos();
    return new OutboxLimits(
        videoNs / 4 * 3,
        videoNs,
        videoNs + SOUND_WAIT_NS,
        SOUND_WAIT_NS,
        PICTURE_WAIT_NS,
        VIDEO_BYTES,
        AUDIO_BYTES);
  }
}
