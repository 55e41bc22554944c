// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.media;

/// A block of programme sound: 48 kHz, two channels, interleaved.
///
/// The samples lie on the heap; whoever makes the record gives the array away and never writes to
/// it again.
///
/// @param ptsNs `MediaClock` time of the first sample, ns
/// @param samples left, right, left, right, … from -1 to 1 (full scale); beyond that it will clip
@SuppressWarnings("ArrayRecordComponent") // a block passes through once, nobody compares two
public record AudioFrame(long ptsNs, float[] samples) {
  /// Samples of one channel in a second.
  public static final int SAMPLE_RATE = 48_000;

  /// Channels, interleaved in [#samples].
  public static final int CHANNELS = 2;

  /// Samples of one channel in the block.
  public int length() {
    return samples.length / CHANNELS;
  }

  /// How long so many samples of one channel last, ns.
  public static long durationNs(long length) {
    // Whole seconds apart, else the product overflows after two days on the air.
    return length / SAMPLE_RATE * 1_000_000_000L
        + length % SAMPLE_RATE * 1_000_000_000L / SAMPLE_RATE;
  }
}
