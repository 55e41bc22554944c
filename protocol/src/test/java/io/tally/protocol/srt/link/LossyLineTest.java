// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.badline.EqualLoss;
import io.tally.protocol.srt.link.SimulatedPair.Setup;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Does everything arrive in order and before its time, whatever the line does?
class LossyLineTest {
  private static final long SECOND_US = 1_000_000;

  @Test
  void perfectLine_playsEverythingOnce_andSendsNothingTwice() {
    var pair = new SimulatedPair(Setup.of(Line.perfect(50_000), 400));
    pair.stream(10 * SECOND_US);
    pair.runFor(SECOND_US);
    assertAllPlayed(pair);
    assertThat(pair.left.statistics(pair.nowUs).send().retransmittedPackets()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5"})
  @DisplayName("10 % loss both ways, 100 ms round trip, 400 ms latency: nothing is missing")
  void tenPercentLoss_isRecovered(long seed) {
    var pair = new SimulatedPair(Setup.of(Line.perfect(50_000), 400).seeded(seed));
    var loss = new EqualLoss(10, seed);
    pair.passes = datagram -> loss.test(datagram.nioBuffer());
    loss.begin();
    pair.stream(60 * SECOND_US);
    pair.runFor(SECOND_US);
    assertThat(pair.right.statistics(pair.nowUs).receive().droppedPackets()).isZero();
    assertAllPlayed(pair);
    // One repetition for each loss, and the copies of packets in danger.
    assertThat(loss.needlessPercent()).isBetween(0.0, 0.3);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 5, 8, 0",
    "10, 30000, 5, 1, 5",
    "50, 0, 20, 1, 0",
    "50, 5000, 2, 20, 20",
    "150, 10000, 2, 1, 1"
  })
  void line_ofManyKinds_losesNothingWithinALatencyOfOneSecond(
      long delayMs, long jitterUs, double lossPercent, int burst, double duplicatePercent) {
    var line = new Line(delayMs * 1000, jitterUs, lossPercent, burst, duplicatePercent);
    var pair = new SimulatedPair(Setup.of(line, 1500));
    pair.stream(20 * SECOND_US);
    pair.runFor(2 * SECOND_US);
    assertAllPlayed(pair);
  }

  private static void assertAllPlayed(SimulatedPair pair) {
    assertThat(pair.playedRight.stream().map(SimulatedPair.Played::number))
        .containsExactlyElementsOf(IntStream.range(0, pair.sent()).boxed().toList());
  }
}
