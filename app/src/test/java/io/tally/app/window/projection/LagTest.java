// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagTest {
  private final Lag lag = new Lag();

  @Test
  void framesLostBeforeGoingOnAir_doNotCount() {
    assertThat(lag.count(false, 40)).isZero();
    assertThat(lag.count(true, 50)).isZero();
    assertThat(lag.count(true, 53)).isEqualTo(3);
  }

  @Test
  void afterTheEnd_theCountStays_untilTheNextTime() {
    lag.count(true, 10);
    lag.count(true, 12);
    assertThat(lag.count(false, 30)).isEqualTo(2);
    assertThat(lag.count(true, 31)).isZero();
    assertThat(lag.count(true, 32)).isEqualTo(1);
  }
}
