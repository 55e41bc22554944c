// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.tcp.LossWatch.Look;
import io.tally.protocol.tcp.LossWatch.Verdict;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// When does a silent line count as lost? The clock is moved by hand.
class LossWatchTest {
  // Where a monotonic clock stands is anybody's guess, below zero too.
  private static final long ZERO_NS = -77_000_000_000L;
  private static final long MS = 1_000_000;

  private final LossWatch watch = new LossWatch(LossLimits.usual(Duration.ofSeconds(10)));

  private static long ns(int ms) {
    return ZERO_NS + ms * MS;
  }

  /// A look at a line whose kernel tells.
  private Verdict told(int ms, long acked, boolean waiting, boolean inFlight, int lastAckMs) {
    return watch.judge(new Look(ns(ms), acked, waiting, inFlight, OptionalLong.of(ns(lastAckMs))));
  }

  private Verdict untold(int ms, long taken, boolean waiting) {
    return watch.judge(new Look(ns(ms), taken, waiting, false, OptionalLong.empty()));
  }

  @Test
  void packetsThatVanish_areSeenWithinTwoSeconds() {
    assertThat(told(0, 100, true, true, 0)).isEqualTo(Verdict.ALIVE);
    assertThat(told(1_800, 100, true, true, 0)).isEqualTo(Verdict.ALIVE);
    assertThat(told(1_900, 100, true, true, 0)).isEqualTo(Verdict.VANISHED);
  }

  @Test
  void holeOfASecond_isNoLoss() {
    assertThat(told(0, 100, true, true, 0)).isEqualTo(Verdict.ALIVE);
    // The kernel tries again after 0.2, 0.6 and 1.4 s.
    assertThat(told(1_300, 100, true, true, 0)).isEqualTo(Verdict.ALIVE);
    assertThat(told(1_450, 200, true, true, 1_440)).isEqualTo(Verdict.ALIVE);
    assertThat(told(3_300, 200, true, true, 1_440)).isEqualTo(Verdict.ALIVE);
  }

  @Test
  void lineThatHadNothingToSay_isNotLost_whenItSpeaksAgain() {
    assertThat(told(0, 100, false, false, 0)).isEqualTo(Verdict.ALIVE);
    assertThat(told(60_000, 100, false, false, 0)).isEqualTo(Verdict.ALIVE);
    assertThat(told(60_100, 100, true, true, 0)).isEqualTo(Verdict.ALIVE);
    assertThat(told(61_800, 100, true, true, 0)).isEqualTo(Verdict.ALIVE);
    assertThat(told(62_000, 100, true, true, 0)).isEqualTo(Verdict.VANISHED);
  }

  @Test
  void serverThatReadsNothing_isGivenLonger() {
    assertThat(told(0, 100, true, false, 0)).isEqualTo(Verdict.ALIVE);
    // Probes of its closed window are answered, ever more seldom.
    assertThat(told(6_000, 100, true, false, 3_000)).isEqualTo(Verdict.ALIVE);
    assertThat(told(9_900, 100, true, false, 3_000)).isEqualTo(Verdict.ALIVE);
    assertThat(watch.stillNs(ns(9_900))).isEqualTo(9_900 * MS);
    assertThat(told(10_000, 100, true, false, 3_000)).isEqualTo(Verdict.STALLED);
  }

  @Test
  void slowServer_isNotLost_whileAnythingPasses() {
    for (var ms = 0; ms < 60_000; ms += 3_000) {
      assertThat(told(ms, ms, true, false, ms)).isEqualTo(Verdict.ALIVE);
    }
  }

  @Test
  void whereNothingIsTold_theSocketsProgressCounts() {
    assertThat(untold(0, 100, true)).isEqualTo(Verdict.ALIVE);
    assertThat(untold(3_900, 100, true)).isEqualTo(Verdict.ALIVE);
    assertThat(untold(3_950, 200, true)).isEqualTo(Verdict.ALIVE);
    assertThat(untold(7_900, 200, true)).isEqualTo(Verdict.ALIVE);
    assertThat(untold(7_950, 200, true)).isEqualTo(Verdict.STALLED);
  }
}
