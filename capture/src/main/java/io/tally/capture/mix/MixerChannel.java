// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.mix;

import io.tally.capture.AudioSource;
import io.tally.capture.media.AudioFrame;

/// How much of one source goes into the programme, and when?
///
/// Made by [Mixer#add]. Threads: every public method from any thread; a change is heard with the
/// next block, ramped over it so that nothing clicks.
public final class MixerChannel {
  /// The most that a channel can be raised, dB.
  public static final double MAX_GAIN_DB = 24;

  /// The earliest that a source can be moved, ms: a live source has no more than the mixer waits
  /// for.
  public static final int MIN_OFFSET_MS = -50;

  /// The latest that a source can be moved, ms: the devices keep no more.
  public static final int MAX_OFFSET_MS = 2000;

  private final AudioSource source;
  private final Meter meter = new Meter();
  private final float[] block = new float[Mixer.BLOCK_LENGTH * AudioFrame.CHANNELS];
  private volatile double gainDb;
  private volatile boolean muted;
  private volatile int offsetMs;
  private float heardGain = 1;
  private float heardShare = 1;

  MixerChannel(AudioSource source) {
    this.source = source;
  }

  /// The source, which whoever made it starts and closes.
  public AudioSource source() {
    return source;
  }

  /// Raises or lowers the source.
  ///
  /// @param gainDb 0 leaves it as it is; `Double.NEGATIVE_INFINITY` is silence
  /// @throws IllegalArgumentException above [#MAX_GAIN_DB]
  public void setGainDb(double gainDb) {
    if (!(gainDb <= MAX_GAIN_DB)) {
      throw new IllegalArgumentException(
          "A channel's gain is at most " + MAX_GAIN_DB + " dB, given was " + gainDb);
    }
    this.gainDb = gainDb;
  }

  /// The gain, dB.
  public double gainDb() {
    return gainDb;
  }

  /// Takes the source out of the programme, or back in; its meter goes on, so that one sees that it
  /// is alive.
  public void setMuted(boolean muted) {
    this.muted = muted;
  }

  /// Whether the source is out of the programme.
  public boolean muted() {
    return muted;
  }

  /// Moves the source in time, to fit a picture that comes late or early.
  ///
  /// @param offsetMs positive: heard later; from [#MIN_OFFSET_MS] to [#MAX_OFFSET_MS]
  /// @throws IllegalArgumentException outside these
  public void setOffsetMs(int offsetMs) {
    if (offsetMs < MIN_OFFSET_MS || offsetMs > MAX_OFFSET_MS) {
      throw new IllegalArgumentException(
          "A channel's offset is from "
              + MIN_OFFSET_MS
              + " to "
              + MAX_OFFSET_MS
              + " ms, given was "
              + offsetMs);
    }
    this.offsetMs = offsetMs;
  }

  /// The offset, ms.
  public int offsetMs() {
    return offsetMs;
  }

  /// How loud the source is after its gain, muted or not.
  public MeterReading meter() {
    return meter.reading();
  }

  /// Adds this channel's block to the programme; on the mixer's thread.
  void mixInto(long ptsNs, float[] programme) {
    source.read(ptsNs - offsetMs * 1_000_000L, block);
    float gain = (float) Math.pow(10, gainDb / 20);
    float share = muted ? 0 : 1;
    float gainStep = (gain - heardGain) / Mixer.BLOCK_LENGTH;
    float shareStep = (share - heardShare) / Mixer.BLOCK_LENGTH;
    for (int i = 0; i < Mixer.BLOCK_LENGTH; i++) {
      float gainHere = heardGain + gainStep * (i + 1);
      float shareHere = heardShare + shareStep * (i + 1);
      for (int at = i * AudioFrame.CHANNELS; at < (i + 1) * AudioFrame.CHANNELS; at++) {
        block[at] *= gainHere;
        programme[at] += block[at] * shareHere;
      }
    }
    heardGain = gain;
    heardShare = share;
    meter.measure(block);
  }
}
