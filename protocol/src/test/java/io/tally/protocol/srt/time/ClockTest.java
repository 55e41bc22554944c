// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Is the peer's time followed rightly?
class ClockTest {
  @Test
  void timestamps_goOn_throughSeveralTurns() {
    var times = new LongTime(0);
    for (var us = 0L; us < 5L << 32; us += 600_000_000) {
      assertThat(times.of((int) us)).isEqualTo(us);
      assertThat(times.of((int) (us - 20_000_000))).isEqualTo(us - 20_000_000);
    }
  }

  @Test
  @DisplayName("a peer's clock that is 50 ppm slow is followed within 10 ms for an hour")
  void drift_isFollowed() {
    var clock = new PlayClock(0, 0, 0, true);
    for (var us = 0L; us < 3_600_000_000L; us += 10_000) {
      var arrivedUs = us + us / 20_000;
      clock.sample((int) us, arrivedUs, 40_000, 40_000);
      assertThat(Math.abs(clock.playUs(clock.peerTimeUs((int) us)) - arrivedUs)).isLessThan(10_000);
    }
  }

  @Test
  void roundTrip_startsWithItsFirstSample_andSmooths() {
    var roundTrip = new RoundTrip();
    assertThat(roundTrip.us()).isEqualTo(100_000);
    roundTrip.told(100_000, 50_000);
    assertThat(roundTrip.isKnown()).isFalse();
    roundTrip.measured(40_000);
    assertThat(roundTrip.us()).isEqualTo(40_000);
    assertThat(roundTrip.varianceUs()).isEqualTo(20_000);
    roundTrip.measured(48_000);
    assertThat(roundTrip.us()).isEqualTo(41_000);
    assertThat(roundTrip.varianceUs()).isEqualTo(17_000);
  }
}
