// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.capture.media.AudioFrame;
import io.tally.capture.testing.Sine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignedSoundTest {
  private static final int BLOCK = 1024;
  private static final long DELAY_NS = 100_000_000;
  private static final double TONE_HZ = 997; // no divisor of the rate, so every phase occurs
  private static final double AMPLITUDE = 0.5;

  private final AlignedSound sound = new AlignedSound();
  private final float[] block = new float[BLOCK * AudioFrame.CHANNELS];
  private final float[] left = new float[300 * AudioFrame.SAMPLE_RATE];
  private int heard;

  @ParameterizedTest
  @CsvSource({"300, 480, 8", "-300, 480, 8", "300, 960, 15", "-300, 1024, 3", "0, 441, 5"})
  void deviceWithAnotherClock_isMeasuredWithin20Ppm(double ppm, int blockLength, double jitterMs) {
    run(new SimulatedDevice(sound, this::tone, ppm, blockLength, jitterMs), 120);

    assertThat(sound.driftPpm().orElseThrow()).isCloseTo(ppm, within(20.0));
    assertThat(sound.gaps()).isZero();
    assertThat(sound.resyncs()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"300, 480, 8", "-300, 480, 8", "300, 960, 15", "-300, 1024, 3"})
  void deviceWithAnotherClock_staysAlignedWithin5Ms(double ppm, int blockLength, double jitterMs) {
    run(new SimulatedDevice(sound, this::chirp, ppm, blockLength, jitterMs), 180);

    for (int second = 1; second < 178; second += second < 20 ? 1 : 8) {
      assertThat(misalignmentMs(second)).as("in second %d", second).isBetween(-5.0, 5.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"300, 480, 8", "-300, 960, 15"})
  void sineOfADriftingDevice_comesOutClean(double ppm, int blockLength, double jitterMs) {
    run(new SimulatedDevice(sound, this::tone, ppm, blockLength, jitterMs), 120);

    for (int second = 20; second < 118; second++) {
      assertThat(Sine.distortionDb(left, second * AudioFrame.SAMPLE_RATE, 4800, TONE_HZ))
          .as("distortion and noise in second %d", second)
          .isLessThan(-80);
    }
    assertThat(Sine.largestStep(left, AudioFrame.SAMPLE_RATE, 118 * AudioFrame.SAMPLE_RATE))
        .isLessThan(AMPLITUDE * 2 * Math.PI * TONE_HZ / AudioFrame.SAMPLE_RATE * 1.01);
  }

  @Test
  void deviceThatLost300Ms_isResynchronisedOnceWithoutAClick() {
    SimulatedDevice device = new SimulatedDevice(sound, this::chirp, 100, 480, 5);
    run(device, 30);
    device.lose(0.3);
    run(device, 60);

    assertThat(sound.resyncs() + sound.gaps()).isBetween(1L, 2L);
    assertThat(misalignmentMs(40)).isBetween(-5.0, 5.0);
    assertThat(sound.driftPpm().orElseThrow()).isCloseTo(100, within(20.0));
    assertThat(Sine.largestStep(left, 29 * AudioFrame.SAMPLE_RATE, 35 * AudioFrame.SAMPLE_RATE))
        .isLessThan(0.25);
  }

  @Test
  void silentDevice_givesFadedSilenceAndComesBack() {
    SimulatedDevice device = new SimulatedDevice(sound, this::tone, 0, 480, 2);
    run(device, 10);
    run(null, 11);
    device.lose(1);
    run(device, 20);

    assertThat(Sine.rms(left, (int) (10.2 * AudioFrame.SAMPLE_RATE), 24_000)).isZero();
    assertThat(Sine.rms(left, 15 * AudioFrame.SAMPLE_RATE, 24_000))
        .isCloseTo(AMPLITUDE / Math.sqrt(2), within(0.01));
    assertThat(Sine.largestStep(left, 9 * AudioFrame.SAMPLE_RATE, 19 * AudioFrame.SAMPLE_RATE))
        .isLessThan(AMPLITUDE * 2 * Math.PI * TONE_HZ / AudioFrame.SAMPLE_RATE * 1.05);
  }

  @Test
  void burstsLongerThanTheMixerWaits_areHeardLaterInsteadOfTorn() {
    run(new SimulatedDevice(sound, this::tone, 50, 9600, 5), 60);

    assertThat(sound.gaps()).isLessThan(12);
    for (int second = 30; second < 58; second++) {
      assertThat(Sine.distortionDb(left, second * AudioFrame.SAMPLE_RATE, 4800, TONE_HZ))
          .isLessThan(-80);
    }
  }

  @Test
  void readerThatMovesItsOffset_isFollowedAtOnce() {
    SimulatedDevice device = new SimulatedDevice(sound, this::chirp, 0, 480, 2);
    run(device, 10);
    long shiftNs = 40_000_000;
    while (heard < 12 * AudioFrame.SAMPLE_RATE) {
      device.runUntil(now() + DELAY_NS);
      read(now() - shiftNs);
    }

    assertThat(misalignmentMs(11)).isCloseTo(40, within(3.0));
    assertThat(sound.resyncs()).isZero();
  }

  private void run(@Nullable SimulatedDevice device, int toSecond) {
    while (heard < toSecond * AudioFrame.SAMPLE_RATE) {
      long ptsNs = now();
      if (device != null) {
        device.runUntil(ptsNs + DELAY_NS);
      }
      read(ptsNs);
    }
  }

  private long now() {
    return AudioFrame.durationNs(heard);
  }

  private void read(long ptsNs) {
    sound.read(ptsNs, block);
    for (int i = 0; i < BLOCK; i++) {
      left[heard + i] = block[2 * i];
    }
    heard += BLOCK;
  }

  private double tone(double seconds) {
    return AMPLITUDE * Math.sin(2 * Math.PI * TONE_HZ * seconds);
  }

  // Rises by 100 Hz within each second, so that its pitch tells the time within it.
  private double chirp(double seconds) {
    double within = seconds - Math.floor(seconds);
    return AMPLITUDE * Math.sin(2 * Math.PI * (300 * within + 50 * within * within));
  }

  // How much later than true time the chirp is heard, by the best match over +/-60 ms.
  private double misalignmentMs(int second) {
    int from = (int) ((second + 0.3) * AudioFrame.SAMPLE_RATE);
    int length = AudioFrame.SAMPLE_RATE / 5;
    double best = Double.NEGATIVE_INFINITY;
    double bestMs = 0;
    for (double ms = -60; ms <= 60; ms += 0.25) {
      double match = 0;
      for (int i = 0; i < length; i += 15) {
        match += left[from + i] * chirp((from + i) / (double) AudioFrame.SAMPLE_RATE - ms / 1e3);
      }
      if (match > best) {
        best = match;
        bestMs = ms;
      }
    }
    return bestMs;
  }
}
