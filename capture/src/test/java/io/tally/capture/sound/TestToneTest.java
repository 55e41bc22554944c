// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.capture.SourceState;
import io.tally.capture.media.AudioFrame;
import org.junit.jupiter.api.Test;

class TestToneTest {
  private static final long EPOCH_NS = 123_456_789;

  private final TestTone tone = new TestTone(EPOCH_NS);

  @Test
  void beep_lasts100MsFromEachWholeSecondAfterTheEpoch() {
    tone.start();
    float[] block = read(EPOCH_NS + 7_000_000_000L, 48_000);

    assertThat(last(block)).isBetween(4_790, 4_799);
    assertThat(rms(block, 96, 4_704))
        .isCloseTo(Math.pow(10, -12.0 / 20) / Math.sqrt(2), within(1e-4));
  }

  @Test
  void beep_isTheSameHoweverItIsCutIntoBlocks() {
    tone.start();
    float[] whole = read(EPOCH_NS, 2048);
    float[] second = read(EPOCH_NS + AudioFrame.durationNs(1000), 1048);

    for (int i = 0; i < 1048; i++) {
      assertThat(second[2 * i]).isCloseTo(whole[2 * (1000 + i)], within(1e-4f));
    }
  }

  @Test
  void beforeTheEpoch_theSecondsAreCountedBackwards() {
    tone.start();

    assertThat(rms(read(EPOCH_NS - 1_000_000_000L, 4_800), 0, 4_800)).isGreaterThan(0.1);
    assertThat(rms(read(EPOCH_NS - 500_000_000L, 4_800), 0, 4_800)).isZero();
  }

  @Test
  void toneNotStartedOrClosed_isSilent() {
    assertThat(rms(read(EPOCH_NS, 4_800), 0, 4_800)).isZero();
    tone.start();
    assertThat(tone.state()).isInstanceOf(SourceState.Running.class);
    tone.close();
    assertThat(rms(read(EPOCH_NS, 4_800), 0, 4_800)).isZero();
  }

  private float[] read(long ptsNs, int length) {
    float[] block = new float[length * 2];
    tone.read(ptsNs, block);
    return block;
  }

  private static int last(float[] block) {
    int last = 0;
    for (int i = 0; i < block.length; i++) {
      last = Math.abs(block[i]) > 1e-6 ? i / 2 : last;
    }
    return last;
  }

  private static double rms(float[] block, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += block[2 * i] * block[2 * i];
    }
    return Math.sqrt(sum / (to - from));
  }
}
