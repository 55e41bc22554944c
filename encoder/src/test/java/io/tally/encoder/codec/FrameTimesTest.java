// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.FrameRate;
import org.junit.jupiter.api.Test;

class FrameTimesTest {
  private static final FrameRate NTSC = new FrameRate(60_000, 1001);
  private static final long ORIGIN_NS = 987_654_321_012L;
  private static final long THREE_DAYS_IN_FRAMES = 3L * 86_400 * 60_000 / 1001;

  private final FrameTimes times = new FrameTimes(NTSC);

  @Test
  void next_ofEveryTick_isItsNumber_alsoAfterThreeDays() {
    times.next(ORIGIN_NS);
    for (long tick = THREE_DAYS_IN_FRAMES; tick < THREE_DAYS_IN_FRAMES + 5000; tick++) {
      long ptsNs = ORIGIN_NS + NTSC.timeNs(tick);

      assertThat(times.next(ptsNs)).isEqualTo(tick);
      assertThat(times.ptsNs(tick)).isEqualTo(ptsNs);
    }
  }

  @Test
  void next_ofTwoFramesInOneTick_rises() {
    assertThat(times.next(ORIGIN_NS)).isZero();
    assertThat(times.next(ORIGIN_NS + 1000)).isEqualTo(1);
  }

  @Test
  void next_afterMissingFrames_leavesTheirTicksOut() {
    times.next(ORIGIN_NS);

    assertThat(times.next(ORIGIN_NS + NTSC.timeNs(7))).isEqualTo(7);
  }

  @Test
  void dts_ofReorderedStart_isBeforeTheFirstFrame() {
    times.next(ORIGIN_NS);

    assertThat(times.dtsNs(-2, 0)).isEqualTo(ORIGIN_NS + NTSC.timeNs(-2));
  }

  @Test
  void dts_isNeverAfterPts_whenFramesComeEarly() {
    times.next(ORIGIN_NS);
    long early = ORIGIN_NS + NTSC.timeNs(1) - 5_000_000;
    times.next(early);

    assertThat(times.dtsNs(1, 1)).isEqualTo(early);
  }

  @Test
  void durations_addUpToTheTimes() {
    long sumNs = 0;
    for (int tick = 0; tick < 60_000; tick++) {
      sumNs += times.durationNs(tick);
    }

    assertThat(sumNs).isEqualTo(1001L * 1_000_000_000);
  }
}
