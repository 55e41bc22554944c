// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// What says that the network may be back? Both clocks are moved by hand.
class ReturnWatchTest {
  private static final long S = 1_000_000_000L;
  private static final Set<String> HOME = Set.of("192.0.2.7");

  private final ReturnWatch watch = new ReturnWatch();

  @Test
  void firstLook_andQuietOnes_sayNothing() {
    assertThat(watch.look(-3 * S, 1_000_000, HOME)).isFalse();
    assertThat(watch.look(-2 * S, 1_001_000, HOME)).isFalse();
    assertThat(watch.look(-1 * S, 1_001_900, HOME)).isFalse();
  }

  @Test
  void wallClockThatRanAhead_isASleep() {
    assertThat(watch.look(0, 1_000_000, HOME)).isFalse();
    assertThat(watch.look(1 * S, 4_600_000, HOME)).isTrue();
    assertThat(watch.look(2 * S, 4_601_000, HOME)).isFalse();
  }

  @Test
  void clockSetBack_isNoSleep() {
    assertThat(watch.look(0, 1_000_000, HOME)).isFalse();
    assertThat(watch.look(1 * S, 400_000, HOME)).isFalse();
  }

  @Test
  void newAddress_isAReturn_andTheLossOfAllIsNone() {
    assertThat(watch.look(0, 0, HOME)).isFalse();
    assertThat(watch.look(1 * S, 1_000, Set.of())).isFalse();
    assertThat(watch.look(2 * S, 2_000, Set.of())).isFalse();
    assertThat(watch.look(3 * S, 3_000, HOME)).isTrue();
    assertThat(watch.look(4 * S, 4_000, Set.of("198.51.100.1"))).isTrue();
  }
}
