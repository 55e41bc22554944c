// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Does the pace follow the options and the input?
class PaceTest {
  @Test
  void limit_followsTheOptions() {
    assertThat(new BandwidthRule(-1, 0, 0, 25).limit(1000)).isEqualTo(125_000_000);
    assertThat(new BandwidthRule(5000, 0, 0, 25).limit(1000)).isEqualTo(5000);
    assertThat(new BandwidthRule(0, 2000, 0, 25).limit(1000)).isEqualTo(2500);
    assertThat(new BandwidthRule(0, 0, 4000, 25).limit(1000)).isEqualTo(5000);
    assertThat(new BandwidthRule(0, 0, 4000, 25).limit(8000)).isEqualTo(10_000);
  }

  @Test
  void measuredInput_setsThePeriod() {
    var pace = new SendPace(new BandwidthRule(0, 0, 0, 50), 1316, 44);
    for (var us = 0L; us < 5_000_000; us += 2_000) {
      pace.offered(1316, us);
    }
    assertThat(pace.limitBytesPerS()).isCloseTo(680_000L * 3 / 2, within(10_000L));
    assertThat(pace.periodUs()).isCloseTo(2_000 / 1.5, within(20.0));
  }

  @Test
  void burstAboveTheMeasurement_countsAtOnce() {
    var pace = new SendPace(new BandwidthRule(0, 0, 0, 50), 1316, 44);
    for (var us = 0L; us < 3_000_000; us += 100_000) {
      pace.offered(1316, us);
    }
    for (var i = 0; i < 200; i++) {
      pace.offered(1316, 3_000_000);
    }
    assertThat(pace.limitBytesPerS()).isGreaterThan(200 * 1360);
  }

  @Test
  void pause_givesNoCreditForABurst() {
    var pace = new SendPace(new BandwidthRule(1_000_000, 0, 0, 50), 1316, 44);
    pace.sent(1316, false, 1, 0);
    pace.sent(1316, false, 1, 60_000_000);
    assertThat(pace.nextUs(200)).isBetween(60_001_300L, 60_001_400L);
  }

  @Test
  @DisplayName("what waits leaves within a tenth of a second, though the input was measured slower")
  void streamThatGetsLivelier_doesNotWaitForItsMeasurement() {
    var pace = new SendPace(new BandwidthRule(0, 0, 0, 50), 1316, 44);
    for (var us = 0L; us < 3_000_000; us += 500_000) {
      pace.offered(1316, us);
      pace.sent(1316, false, 1, us);
    }
    assertThat(pace.periodUs()).isGreaterThan(200_000);
    assertThat(pace.nextUs(1) - 2_500_000).isEqualTo(100_000);
    assertThat(pace.nextUs(50) - 2_500_000).isEqualTo(2_000);
  }
}
