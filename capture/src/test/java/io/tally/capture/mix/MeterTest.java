// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeterTest {
  private static final int BLOCKS_A_SECOND = 100;

  private final Meter meter = new Meter();

  @Test
  void fullScaleSine_reads0DbPeakAndMinus3DbRms() {
    feed(BLOCKS_A_SECOND, 1, 0.5);

    MeterReading reading = meter.reading();
    assertThat(reading.leftPeakDb()).isCloseTo(0, within(0.01));
    assertThat(reading.leftRmsDb()).isCloseTo(-3.01, within(0.05));
    assertThat(reading.rightPeakDb()).isCloseTo(-6.02, within(0.01));
    assertThat(reading.rightRmsDb()).isCloseTo(-9.03, within(0.05));
  }

  @Test
  void peak_falls40DbIn1700Ms() {
    feed(1, 1, 1);
    feed(170, 0, 0);

    assertThat(meter.reading().leftPeakDb()).isCloseTo(-40, within(0.1));
  }

  @Test
  void power_settlesTo99PercentIn300Ms() {
    feed(30, 1, 1);

    double share = Math.pow(10, meter.reading().leftRmsDb() / 10) / 0.5;
    assertThat(share).isCloseTo(0.99, within(0.002));
  }

  @Test
  void silence_readsTheFloor() {
    feed(1, 1, 1);
    feed(20 * BLOCKS_A_SECOND, 0, 0);

    assertThat(meter.reading()).isEqualTo(MeterReading.SILENCE);
  }

  // Blocks of 10 ms of 1 kHz, ten whole periods each.
  private void feed(int blocks, double left, double right) {
    float[] block = new float[480 * 2];
    for (int i = 0; i < 480; i++) {
      double sine = Math.sin(2 * Math.PI * i / 48);
      block[2 * i] = (float) (left * sine);
      block[2 * i + 1] = (float) (right * sine);
    }
    for (int i = 0; i < blocks; i++) {
      meter.measure(block);
    }
  }
}
