// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulsePaceTest {
  private static final long PULSE_NS = 16_666_667;

  @Test
  void gauges_changeInEverySecondPulse() {
    PulsePace pace = PulsePace.ofGauges();
    int due = 0;
    for (long pulse = 0; pulse < 60; pulse++) {
      due += pace.isDue(pulse * PULSE_NS) ? 1 : 0;
    }
    assertThat(due).isEqualTo(30);
  }

  @Test
  void twoThatMove_changeInTheSamePulses() {
    PulsePace one = PulsePace.ofGauges();
    PulsePace other = PulsePace.ofGauges();
    assertThat(other.isDue(0)).isTrue(); // one that was there before
    for (long pulse = 3; pulse < 60; pulse++) {
      assertThat(one.isDue(pulse * PULSE_NS)).isEqualTo(other.isDue(pulse * PULSE_NS));
    }
  }

  @Test
  void afterAPause_theNextPulseIsDue() {
    PulsePace pace = PulsePace.ofGauges();
    assertThat(pace.isDue(5)).isTrue();
    assertThat(pace.isDue(6)).isFalse();
    assertThat(pace.isDue(10_000_000_000L)).isTrue();
  }
}
