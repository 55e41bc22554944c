// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import java.util.OptionalDouble;

/// What does this source sound like at a moment of the media clock?
///
/// Life, threads and failure as for [VideoSource], with the mixer's thread in place of the
/// compositor's.
public interface AudioSource extends AutoCloseable {
  /// The name that a person knows this source by.
  String name();

  /// Begins to open the device.
  void start();

  /// Fills a block with 48 kHz stereo sound that belongs to a moment of the clock; silence where
  /// there is none.
  ///
  /// @param ptsNs `MediaClock` time of the block's first sample, ns; blocks follow each other
  ///   without a gap
  /// @param interleaved filled whole: left, right, left, right, …
  void read(long ptsNs, float[] interleaved);

  /// How much faster (positive) or slower this device's clock runs than the media clock, in parts
  /// per million; empty while unknown, or when the source has no clock of its own. The difference
  /// is resampled away already.
  OptionalDouble driftPpm();

  /// What the source is doing now.
  SourceState state();

  /// Frees the device within two seconds.
  @Override
  void close();
}
