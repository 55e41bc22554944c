// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.FrameRate;
import io.tally.capture.testing.HandClock;
import org.junit.jupiter.api.Test;

class GrabPaceTest {
  private static final long MS = 1_000_000;

  private final HandClock clock = new HandClock();
  private final GrabPace pace = new GrabPace(clock, FrameRate.of(25)); // 40 ms

  @Test
  void next_firstPicture_isAtOnce() {
    assertThat(pace.next(7 * MS)).isEqualTo(7 * MS);
  }

  @Test
  void next_canvasNeverAsked_isOneIntervalLater() {
    pace.awaitNext();

    assertThat(pace.next(2 * MS)).isEqualTo(40 * MS);
  }

  @Test
  void next_canvasAsked_isAThirdOfAnIntervalBeforeItsNextTick() {
    pace.awaitNext();
    pace.asked(30 * MS);

    assertThat(pace.next(31 * MS)).isBetween(56 * MS, 57 * MS); // tick at 70 ms
  }

  @Test
  void next_grabTookLongerThanAnInterval_skipsWhatIsPast() {
    pace.awaitNext();
    pace.asked(30 * MS);

    assertThat(pace.next(100 * MS)).isBetween(136 * MS, 137 * MS);
  }

  @Test
  void next_canvasAsksSteadily_fallsOnceBetweenEveryTwoTicks() {
    pace.awaitNext();
    for (int tick = 1; tick < 200; tick++) {
      long tickNs = 13 * MS + tick * 40L * MS;
      pace.asked(tickNs);

      long next = pace.next(tickNs + 2 * MS);

      assertThat(next).isBetween(tickNs + 26 * MS, tickNs + 27 * MS);
      clock.advanceTo(next);
      pace.awaitNext();
    }
  }
}
