// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Does a figure of the last seconds forget what was before?
class RecentRatioTest {
  private static final long SECOND_NS = 1_000_000_000;

  private final RecentRatio ratio = new RecentRatio(Duration.ofSeconds(10));

  @Test
  void lossThatEnded_isForgotten_afterTheWindow() {
    assertThat(ratio.now(0, 0, 0)).isZero();
    var lost = 0;
    for (var second = 1; second <= 30; second++) {
      lost += second <= 10 ? 50 : 0;
      var now = ratio.now(second * SECOND_NS, lost, second * 1000L);
      if (second == 10) {
        assertThat(now).isEqualTo(0.05);
      } else if (second == 15) {
        assertThat(now).isEqualTo(0.025);
      }
    }
    assertThat(ratio.now(31 * SECOND_NS, lost, 31_000)).isZero();
  }

  @Test
  void pause_inWhichNothingIsSent_isNoLoss() {
    ratio.now(0, 3, 100);
    assertThat(ratio.now(20 * SECOND_NS, 3, 100)).isZero();
  }

  @Test
  void time_asTheWhole_givesARate() {
    ratio.now(0, 0, 0);
    assertThat(ratio.now(SECOND_NS, 500, SECOND_NS) * SECOND_NS).isEqualTo(500.0);
  }
}
