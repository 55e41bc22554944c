// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.present;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.player.present.LatencyControl.Step;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A hold-back of one second, target duration four.
class LatencyControlTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MS = 1_000_000L;

  private final LatencyControl control =
      new LatencyControl(OptionalLong.of(SECOND_NS), 4 * SECOND_NS, 0);

  @Test
  void nearTheGoal_nothingIsChanged() {
    assertThat(next(1, 1_020)).isEqualTo(new Step(1, false));
  }

  @Test
  void lateness_isCaughtUpWith_byFivePercentAtMost() {
    assertThat(next(1, 1_300).rate()).isCloseTo(1.03, within(1e-9));
    assertThat(next(2, 3_000).rate()).isCloseTo(1.05, within(1e-9));
    assertThat(next(3, 500).rate()).isCloseTo(0.95, within(1e-9));
  }

  @Test
  void thinBuffer_isNotEatenUp() {
    assertThat(control.next(SECOND_NS, 2 * SECOND_NS, 200 * MS, 0).rate()).isEqualTo(1);
  }

  @Test
  void whatIsTooFar_isJumped() {
    assertThat(next(1, 8_900).jump()).isFalse();
    assertThat(next(2, 9_100).jump()).isTrue();
  }

  @Test
  @DisplayName("pain 2: the delay that a stall brings fades away again")
  void stall_movesTheGoalAway_andItComesBack() {
    control.next(0, SECOND_NS, SECOND_NS, 1);
    assertThat(control.goalNs()).isEqualTo(1_500 * MS);

    control.next(30 * SECOND_NS, SECOND_NS, SECOND_NS, 1);
    assertThat(control.goalNs()).isCloseTo(1_250 * MS, within(MS));
    control.next(300 * SECOND_NS, SECOND_NS, SECOND_NS, 1);
    assertThat(control.goalNs()).isCloseTo(1_000 * MS, within(MS));
  }

  @Test
  void manyStalls_moveTheGoalATargetDurationAtMost() {
    control.next(0, SECOND_NS, SECOND_NS, 40);

    assertThat(control.goalNs()).isEqualTo(5 * SECOND_NS);
  }

  @Test
  @DisplayName("pain 3: a stream without a hold-back that falls behind comes back unheard")
  void streamThatTellsNothing_isKeptWhereItBegan_byOnePercent() {
    LatencyControl kept = new LatencyControl(OptionalLong.empty(), 4 * SECOND_NS, 0);

    assertThat(kept.next(0, 9 * SECOND_NS, 9 * SECOND_NS, 0)).isEqualTo(new Step(1, false));
    assertThat(kept.next(1, 10 * SECOND_NS, 9 * SECOND_NS, 0)).isEqualTo(new Step(1, false));
    assertThat(kept.next(2, 12 * SECOND_NS, 9 * SECOND_NS, 0)).isEqualTo(new Step(1.01, false));
    assertThat(kept.next(3, 99 * SECOND_NS, 9 * SECOND_NS, 0)).isEqualTo(new Step(1.01, false));
    assertThat(kept.next(4, 12 * SECOND_NS, 4 * SECOND_NS, 0)).isEqualTo(new Step(1, false));
  }

  @Test
  void streamThatTellsNothing_staysWhereAPersonMovedIt() {
    LatencyControl kept = new LatencyControl(OptionalLong.empty(), 4 * SECOND_NS, 0);
    kept.next(0, 9 * SECOND_NS, 9 * SECOND_NS, 0);

    kept.moved();

    assertThat(kept.next(1, 60 * SECOND_NS, 30 * SECOND_NS, 0)).isEqualTo(new Step(1, false));
    assertThat(kept.goalNs()).isEqualTo(60 * SECOND_NS);
  }

  private Step next(long seconds, long latencyMs) {
    return control.next(seconds * SECOND_NS, latencyMs * MS, SECOND_NS, 0);
  }
}
