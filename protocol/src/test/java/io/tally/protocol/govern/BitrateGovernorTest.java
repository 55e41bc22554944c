// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.govern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/// Does the governor leave every picture to a line that changes, and use what the line gives?
class BitrateGovernorTest {
  private static final int CEILING = 4_500_000;
  private static final GovernorLimits LIMITS =
      new GovernorLimits(300_000, CEILING, SimulatedLine.SOUND_BPS);

  private static SimulatedLine line(IntUnaryOperator bpsAtMs) {
    return new SimulatedLine(LIMITS, bpsAtMs);
  }

  @Test
  void wideLine_isUsedInFull() {
    var line = line(_ -> 20_000_000);
    line.runUntil(60_000);
    assertThat(line.advised(0, 60_000)).containsOnly(CEILING);
  }

  @Test
  void collapseToAFifth_costsNoPicture_andTheRateComesBack() {
    var line = line(ms -> ms < 10_000 || ms >= 40_000 ? 5_000_000 : 1_000_000);
    line.runUntil(60_000);
    assertThat(line.drops().all()).isZero();
    assertThat(line.advisedBps()).isGreaterThanOrEqualTo(CEILING * 9 / 10);
  }

  @Test
  void silenceAndEasyPictures_doNotKeepTheRateFromComingBack() {
    var line = line(ms -> ms < 10_000 || ms >= 40_000 ? 5_000_000 : 1_000_000);
    line.ease(0.85);
    line.runUntil(65_000);
    assertThat(line.drops().all()).isZero();
    assertThat(line.advisedBps()).isGreaterThanOrEqualTo(CEILING * 9 / 10);
  }

  @Test
  void narrowLine_isUsedSteadily() {
    var line = line(_ -> 1_000_000);
    line.runUntil(120_000);
    var settled = line.advised(30_000, 120_000);
    var least = Collections.min(settled);
    var most = Collections.max(settled);
    assertThat(most - least).isLessThan((most + least) / 2 / 5);
    assertThat(least + SimulatedLine.SOUND_BPS).isGreaterThan(800_000);
    assertThat(line.drops().all()).isZero();
  }

  @Test
  void staircase_isFollowedDownAndUp() {
    int[] stairs = {5, 4, 3, 2, 1, 2, 3, 4, 5};
    var line = line(ms -> stairs[Math.min(ms / 20_000, 8)] * 1_000_000);
    for (var stair = 0; stair < stairs.length; stair++) {
      line.runUntil((stair + 1) * 20_000);
      var share = (line.advisedBps() + SimulatedLine.SOUND_BPS) / (stairs[stair] * 1e6);
      assertThat(share).as("share of %d Mb/s", stairs[stair]).isBetween(0.75, 1.05);
    }
    assertThat(line.drops().all()).isZero();
  }

  @Test
  void jitteryLine_doesNotShakeTheRate() {
    var random = new Random(4711);
    var rates = random.ints(2_000, 3_000_000, 9_000_000).toArray();
    var line = line(ms -> rates[Math.min(ms / 100, rates.length - 1)]);
    line.runUntil(120_000);
    assertThat(line.drops().all()).isZero();
    assertThat(Collections.min(line.advised(0, 120_000))).isGreaterThan(CEILING * 3 / 4);
  }

  @Test
  void lineThatWasLost_isBegunAgainAtTheRateThatItHad() {
    var governor = new BitrateGovernor(LIMITS);
    for (var ms = 0; ms < 3_000; ms += 100) {
      // A megabit drains of the five that are sent.
      var sent = 128L * ms;
      governor.advise(sample(ms, true, sent, ms * 800_000L));
    }
    var lowered = governor.advise(sample(3_000, false, 400_000, 0));
    assertThat(lowered).isLessThan(1_000_000);
    assertThat(governor.advise(sample(20_000, false, 400_000, 0))).isEqualTo(lowered);
    assertThat(governor.advise(sample(20_100, true, 400_000, 0))).isEqualTo(lowered);
  }

  private static LineSample sample(long ms, boolean live, long sentBytes, long queuedNs) {
    return new LineSample(ms * 1_000_000, live, sentBytes, 0, 0, queuedNs, OptionalLong.empty(), 0);
  }

  @Test
  void roundTripThatGrows_isAQueueOnTheWay() {
    var governor = new BitrateGovernor(LIMITS);
    var advised = CEILING;
    for (var ms = 0; ms < 5_000; ms += 100) {
      // All is taken at once, and piles up where only the round trip shows it.
      var waitingMs = Math.max(0, ms - 2_000);
      var tripNs = OptionalLong.of((20 + waitingMs / 2) * 1_000_000L);
      var onTheWay = 562L * (20 + waitingMs / 2);
      advised =
          governor.advise(
              new LineSample(ms * 1_000_000L, true, 562L * ms, onTheWay, 0, 0, tripNs, 0));
    }
    assertThat(advised).isLessThan(CEILING * 3 / 4);
  }
}
