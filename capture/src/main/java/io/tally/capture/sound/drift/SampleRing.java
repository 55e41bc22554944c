// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound.drift;

import io.tally.capture.media.AudioFrame;

/// What were the last seconds of a stream of samples, by their running number?
///
/// Two channels, interleaved; older samples are overwritten. Threads: [#write] on one, the rest on
/// one other, without locks: a sample is readable from [#oldest] to [#written], and the margin
/// between the oldest and the one being overwritten is more than a reader reads at once.
final class SampleRing {
  private static final int LENGTH = 1 << 17; // 2.7 s
  private static final int MARGIN = 1 << 13;

  private final float[] samples = new float[LENGTH * AudioFrame.CHANNELS];
  private volatile long written;

  /// Appends samples; a block longer than the ring is cut to its end.
  ///
  /// @param length samples of one channel
  void write(float[] interleaved, int length) {
    long at = written;
    int skipped = Math.max(0, length - (LENGTH - MARGIN));
    int place = slot(at + skipped);
    int count = (length - skipped) * AudioFrame.CHANNELS;
    int first = Math.min(count, samples.length - place);
    System.arraycopy(interleaved, skipped * AudioFrame.CHANNELS, samples, place, first);
    System.arraycopy(interleaved, skipped * AudioFrame.CHANNELS + first, samples, 0, count - first);
    written = at + length;
  }

  /// The number of the next sample to come.
  long written() {
    return written;
  }

  /// The number of the oldest sample that may still be read.
  long oldest() {
    return Math.max(0, written - (LENGTH - MARGIN));
  }

  /// Where a sample lies in [#storage]: its left channel, the right one follows.
  static int slot(long index) {
    return (int) (index & (LENGTH - 1)) * AudioFrame.CHANNELS;
  }

  /// The samples as they lie, to be read only.
  float[] storage() {
    return samples;
  }
}
