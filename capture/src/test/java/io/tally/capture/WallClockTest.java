// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.testing.HandClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WallClockTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final long NOON_NS = ChronoUnit.NANOS.between(Instant.EPOCH, NOON);
  private static final long SECOND = 1_000_000_000L;

  private final HandClock clock = new HandClock();
  private final AtomicReference<Instant> wall = new AtomicReference<>(NOON);
  private final WallClock times = new WallClock(clock, wall::get);

  @Test
  void timesOfTheMediaClock_areMomentsOfTheWorld() {
    clock.advanceTo(5 * SECOND);

    assertThat(times.epochNs(5 * SECOND)).isEqualTo(NOON_NS);
    assertThat(times.epochNs(4 * SECOND + 7)).isEqualTo(NOON_NS - SECOND + 7);
    assertThat(times.errorNs()).isZero(); // the hands do not move while they are read
  }

  @Test
  void wallClockThatIsCorrected_isFollowedWithinASecond() {
    assertThat(times.epochNs(0)).isEqualTo(NOON_NS);
    wall.set(NOON.plusMillis(500 + 250));
    clock.advanceTo(SECOND / 2);
    assertThat(times.epochNs(SECOND / 2)).isEqualTo(NOON_NS + SECOND / 2);

    wall.set(NOON.plusMillis(1_000 + 250));
    clock.advanceTo(SECOND);
    assertThat(times.epochNs(SECOND)).isEqualTo(NOON_NS + SECOND + SECOND / 4);
  }

  @Test
  void systemsClocks_agreeWithEachOther() {
    MediaClock media = MediaClock.system();
    WallClock system = new WallClock(media);

    long beforeNs = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    long toldNs = system.epochNs(media.nowNs());
    long afterNs = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());

    long toleranceNs =
        system.errorNs() + 1_000; // the wall clock shows microseconds on some systems
    assertThat(toldNs).isBetween(beforeNs - toleranceNs, afterNs + toleranceNs);
  }
}
