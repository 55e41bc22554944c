// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// With a system's clock that moves when told.
class PlaybackClockTest {
  private static final long MS = 1_000_000L;
  private static final long START = 5_000 * MS;

  private final AtomicLong nanoTime = new AtomicLong(77);
  private final PlaybackClock clock = new PlaybackClock(nanoTime::get);

  @Test
  void clockWithoutSound_goesWithTheSystems() {
    clock.start(START, false);
    pass(40);

    assertThat(clock.nowNs()).isEqualTo(START + 40 * MS);
  }

  @Test
  void clockWithSound_standsUntilTheFirstIsHeard() {
    clock.start(START, true);
    pass(150);
    assertThat(clock.nowNs()).isEqualTo(START);

    clock.heard(START + 2 * MS);
    pass(10);

    assertThat(clock.nowNs()).isEqualTo(START + 12 * MS);
  }

  @Test
  void soundThatIsNeverHeard_isNotWaitedForLongerThanItsPatience() {
    clock.start(START, true);
    pass(500);
    clock.nowNs();
    pass(30);

    assertThat(clock.nowNs()).isEqualTo(START + 30 * MS);
  }

  @Test
  void smallError_isSpreadOverManyBlocks_andTheClockNeverFalls() {
    clock.start(START, false);
    long before = clock.nowNs();
    for (int block = 0; block < 60; block++) {
      pass(20);
      clock.heard(START + 20 * MS * (block + 1) - 50 * MS); // the device is 50 ms behind
      assertThat(clock.nowNs()).isGreaterThanOrEqualTo(before);
      before = clock.nowNs();
    }

    assertThat(clock.nowNs()).isCloseTo(START + (60 * 20 - 50) * MS, within(2 * MS));
  }

  @Test
  void largeError_isTakenAtOnce() {
    clock.start(START, false);
    pass(20);

    clock.heard(START + 800 * MS);

    assertThat(clock.nowNs()).isEqualTo(START + 800 * MS);
  }

  @Test
  void pausedClock_standsAndHearsNothing() {
    clock.start(START, false);
    pass(40);
    clock.pause();
    pass(1_000);
    clock.heard(START + 900 * MS);

    assertThat(clock.nowNs()).isEqualTo(START + 40 * MS);
    assertThat(clock.isRunning()).isFalse();
  }

  private void pass(long ms) {
    nanoTime.addAndGet(ms * MS);
  }
}
