// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound.drift;

import io.tally.capture.media.AudioFrame;

/// What were the last seconds of a stream of samples, by their running number?
///
/// Two channels, interleaved; older samples are overwritten. Threads: [#write] and [#padTo] on one,
/// the rest on one other, without locks: a sample is readable from [#oldest] to [#written], and the
/// margin between the oldest and the one being overwritten is more than a reader reads at once.
public final class SampleRing {
  private static final int LENGTH = 1 << 17; // 2.7 s
  private static final int MARGIN = 1 << 13;

  private final float[] samples = new float[LENGTH * AudioFrame.CHANNELS];
  private volatile long written;

  /// Appends samples; a block longer than the ring is cut to its end.
  ///
  /// @param length samples of one channel
  public void write(float[] interleaved, int length) {
    write(interleaved, 0, length);
  }

  /// Appends samples from the middle of an array.
  ///
  /// @param from the first of them
  /// @param length samples of one channel
  public void write(float[] interleaved, int from, int length) {
    long at = written;
    int skipped = Math.max(0, length - (LENGTH - MARGIN));
    int source = (from + skipped) * AudioFrame.CHANNELS;
    int place = slot(at + skipped);
    int count = (length - skipped) * AudioFrame.CHANNELS;
    int first = Math.min(count, samples.length - place);
    System.arraycopy(interleaved, source, samples, place, first);
    System.arraycopy(interleaved, source + first, samples, 0, count - first);
    written = at + length;
  }

  /// Appends silence, so that the next sample written has this number; nothing when there are as
  /// many already.
  public void padTo(long index) {
    for (long at = Math.max(written, index - LENGTH); at < index; at++) {
      samples[slot(at)] = 0;
      samples[slot(at) + 1] = 0;
    }
    written = Math.max(written, index);
  }

  /// Fills a block; silence where there is no sample.
  ///
  /// @param from the number of the block's first sample
  public void read(long from, float[] interleaved) {
    long oldest = oldest();
    long end = written;
    for (int i = 0; i < interleaved.length / AudioFrame.CHANNELS; i++) {
      long at = from + i;
      boolean there = at >= oldest && at < end;
      interleaved[2 * i] = there ? samples[slot(at)] : 0;
      interleaved[2 * i + 1] = there ? samples[slot(at) + 1] : 0;
    }
  }

  /// The number of the next sample to come.
  public long written() {
    return written;
  }

  /// The number of the oldest sample that may still be read.
  public long oldest() {
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
