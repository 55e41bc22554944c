// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.sound;

import io.tally.capture.media.AudioFrame;
import java.util.function.Consumer;

/// How loud is what is played, and is anything heard at all?
///
/// Threads: sound on the player's, the rest on any.
public final class SoundWatch implements Consumer<AudioFrame> {
  private static final float SILENT = 0.001f; // -60 dBFS

  private LoudnessMeter meter = new LoudnessMeter(); // guarded by this, as all below
  private long heard;
  private long silent;
  private int silentTimes;

  @Override
  public synchronized void accept(AudioFrame block) {
    meter.add(block);
    heard += block.length();
    double beforeS = seconds(silent);
    silent = isSilent(block) ? silent + block.length() : 0;
    if (beforeS < SoundFacts.SILENCE_S && seconds(silent) >= SoundFacts.SILENCE_S) {
      silentTimes++;
    }
  }

  private static boolean isSilent(AudioFrame block) {
    for (float sample : block.samples()) {
      if (Math.abs(sample) > SILENT) {
        return false;
      }
    }
    return true;
  }

  private static double seconds(long samples) {
    return (double) samples / AudioFrame.SAMPLE_RATE;
  }

  /// What is known by now.
  public synchronized SoundFacts facts() {
    return new SoundFacts(
        seconds(heard),
        meter.momentaryLufs(),
        meter.shortTermLufs(),
        meter.integratedLufs(),
        meter.truePeakDb(),
        seconds(silent),
        silentTimes);
  }

  /// Another stream begins.
  public synchronized void forget() {
    meter = new LoudnessMeter();
    heard = 0;
    silent = 0;
    silentTimes = 0;
  }
}
