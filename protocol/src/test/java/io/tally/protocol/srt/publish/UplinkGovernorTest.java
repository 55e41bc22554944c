// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.govern.GovernorLimits;
import java.util.Collections;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Does the governor keep a line of SRT flowing when its narrowest place changes?
class UplinkGovernorTest {
  private static final int CEILING = 5_000_000;
  private static final int LATENCY_MS = 1_000;
  private static final GovernorLimits LIMITS =
      new GovernorLimits(300_000, CEILING, SimulatedUplink.SOUND_BPS);
  private static final IntUnaryOperator DIP =
      ms -> ms < 20_000 || ms >= 60_000 ? 6_000_000 : 1_500_000;

  private static SimulatedUplink line(int delayMs, double lossPercent, IntUnaryOperator bpsAtMs) {
    return new SimulatedUplink(LIMITS, LATENCY_MS, delayMs, lossPercent, bpsAtMs);
  }

  @ParameterizedTest
  @CsvSource({"25, 0", "25, 1"})
  void lineThatCollapsesToAQuarter_neverStallsForItsLatency_andComesBack(
      int delayMs, double lossPercent) {
    var line = line(delayMs, lossPercent, DIP);
    line.runUntil(60_000);
    assertThat(line.longestStallMs()).isLessThan(LATENCY_MS);
    assertThat(line.drops().all()).isZero();
    assertThat(line.lostPackets()).isLessThan(line.playedPackets() / 500);
    line.runUntil(80_000);
    assertThat(Collections.max(line.advised(60_000, 80_000)))
        .isGreaterThanOrEqualTo(CEILING * 9 / 10);
    assertThat(line.longestStallMs()).isLessThan(LATENCY_MS);
  }

  @ParameterizedTest
  @CsvSource({"10, 0", "10, 1", "25, 0", "25, 1"})
  @DisplayName(
      "a collapse costs next to nothing, at whichever moment between two keyframes it comes")
  void lineThatCollapsesAtAnyMoment_losesFewPictures(int delayMs, double lossPercent) {
    var missing = 0L;
    var pictures = 0L;
    for (var atMs = 20_000; atMs < 22_000; atMs += 250) {
      var collapseMs = atMs;
      var line = line(delayMs, lossPercent, ms -> ms < collapseMs ? 6_000_000 : 1_500_000);
      line.runUntil(40_000);
      missing += line.missingPackets();
      pictures += line.lostPictures();
    }
    // Of eight runs. A single hole can cost the pictures of two seconds, which are 60.
    assertThat(missing).isLessThanOrEqualTo(5);
    assertThat(pictures).isLessThanOrEqualTo(90);
  }

  @Test
  void narrowLine_isUsedSteadily() {
    var line = line(25, 0, _ -> 1_500_000);
    line.runUntil(120_000);
    var settled = line.advised(60_000, 120_000);
    // What the line carries, with the sound: within a tenth of its middle.
    var least = Collections.min(settled) + SimulatedUplink.SOUND_BPS;
    var most = Collections.max(settled) + SimulatedUplink.SOUND_BPS;
    assertThat(most - least).isLessThan((most + least) / 2 / 5);
    assertThat(least).isGreaterThan(1_500_000 * 3 / 4);
  }

  @Test
  void wideLineThatLosesOnePacketInTen_isUsedInFull() {
    var line = line(50, 10, _ -> 20_000_000);
    line.runUntil(60_000);
    assertThat(line.advised(0, 60_000)).containsOnly(CEILING);
    assertThat(line.lostPackets()).isZero();
    assertThat(line.drops().all()).isZero();
  }
}
