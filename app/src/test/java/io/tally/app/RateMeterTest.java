// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateMeterTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private final RateMeter meter = new RateMeter();

  @Test
  void firstReading_isZero() {
    assertThat(meter.perSecond(5, 1000)).isZero();
  }

  @Test
  void steadyGrowth_readsItsRate() {
    meter.perSecond(0, 0);

    assertThat(meter.perSecond(2 * SECOND_NS, 60)).isCloseTo(30, within(1e-9));
  }

  @Test
  void growthThatStopped_readsZeroAfterTheWindow() {
    meter.perSecond(0, 0);
    for (int second = 1; second <= 10; second++) {
      meter.perSecond(second * SECOND_NS, 100);
    }

    assertThat(meter.perSecond(11 * SECOND_NS, 100)).isZero();
  }

  @Test
  void countThatBeginsAnew_isNeverNegative() {
    meter.perSecond(0, 1_000_000);

    assertThat(meter.perSecond(SECOND_NS, 10)).isZero();
    assertThat(meter.perSecond(2 * SECOND_NS, 30)).isCloseTo(20, within(1e-9));
  }

  @Test
  void askedVeryOften_stillReadsTheWholeWindow() {
    for (int ms = 0; ms <= 1000; ms++) {
      meter.perSecond(ms * 1_000_000L, ms);
    }

    assertThat(meter.perSecond(SECOND_NS, 1000)).isCloseTo(1000, within(1e-6));
  }
}
