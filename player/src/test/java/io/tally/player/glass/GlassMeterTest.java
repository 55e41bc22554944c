// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.encoder.packet.stamp.FrameStamp;
import io.tally.player.glass.GlassFacts.Delay;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Delay and losses from stamps, with a clock that moves when told.
class GlassMeterTest {
  private static final long MS = 1_000_000L;
  private static final long PERIOD = 40 * MS;
  private static final long EPOCH = 1_795_000_000_000_000_000L;

  private final GlassMeter meter = new GlassMeter();

  private static FrameStamp stamp(int encode, long number, long atMs, long periodNs) {
    return new FrameStamp(7, encode, number, periodNs, EPOCH + atMs * MS, 30_000);
  }

  private static FrameStamp stamp(long number) {
    return stamp(0, number, number * 40, PERIOD);
  }

  /// Comes, loaded 1 s after capture.
  private void comes(FrameStamp stamp) {
    meter.arrived(stamp.capturedNs() - EPOCH, stamp, stamp.capturedNs() + 1_000 * MS);
  }

  /// Is shown so long after its capture.
  private void shows(FrameStamp stamp, long delayMs) {
    assertThat(meter.shown(stamp.capturedNs() - EPOCH, stamp.capturedNs() + delayMs * MS))
        .contains(stamp);
  }

  private void passes(FrameStamp stamp) {
    comes(stamp);
    shows(stamp, 3_000);
  }

  @Test
  void delay_isFromCaptureToScreen_byStages() {
    for (long number = 0; number < 100; number++) {
      comes(stamp(number));
      shows(stamp(number), number < 90 ? 2_900 : 3_400);
    }

    Delay delay = meter.delay(EPOCH + 7_400 * MS).orElseThrow();
    assertThat(delay.medianNs()).isEqualTo(2_900 * MS);
    assertThat(delay.p95Ns()).isEqualTo(3_400 * MS);
    assertThat(delay.codingNs()).isEqualTo(30 * MS);
    assertThat(delay.wayNs()).isEqualTo(970 * MS);
    assertThat(delay.codingNs() + delay.wayNs() + delay.waitNs())
        .isBetween(2_940 * MS, 2_960 * MS); // the mean
    assertThat(meter.lost()).isZero();
    assertThat(meter.delay(EPOCH + 60_000 * MS)).isEmpty();
  }

  @Test
  @DisplayName("B-frames come in another order than they are shown in")
  void reorderedPictures_areNotLost() {
    for (long gop = 0; gop < 20; gop++) {
      for (long number : List.of(0L, 3L, 1L, 2L)) {
        comes(stamp(4 * gop + number));
      }
      for (long number = 0; number < 4; number++) {
        shows(stamp(4 * gop + number), 3_000);
      }
    }

    assertThat(meter.lost()).isZero();
    assertThat(meter.shown()).isEqualTo(80);
  }

  @Test
  void holesInTheNumbers_areLostPictures() {
    for (long number = 0; number < 50; number++) {
      if (number % 10 < 7) {
        passes(stamp(number));
      }
    }

    assertThat(meter.lost()).isEqualTo(4 * 3);
    assertThat(meter.leftOut()).isZero();
  }

  @Test
  void picturesThatCameAndWereTooLate_areNotLost() {
    for (long number = 0; number < 10; number++) {
      comes(stamp(number));
      if (number % 3 == 0) {
        shows(stamp(number), 3_000);
      }
    }

    assertThat(meter.lost()).isZero();
    assertThat(meter.shown()).isEqualTo(4);
  }

  @Test
  void holesInTheTimesAlone_areLeftOutByTheSender() {
    passes(stamp(0, 0, 0, PERIOD));
    passes(stamp(0, 1, 40, PERIOD));
    passes(stamp(0, 2, 200, PERIOD)); // three were skipped
    passes(stamp(0, 4, 280, PERIOD)); // one was lost

    assertThat(meter.leftOut()).isEqualTo(3);
    assertThat(meter.lost()).isEqualTo(1);
  }

  @Test
  void otherVariantAtHalfTheRate_losesNothing() {
    passes(stamp(0, 100, 4_000, PERIOD));
    passes(stamp(0, 101, 4_040, PERIOD));
    passes(stamp(1, 51, 4_080, 2 * PERIOD));
    passes(stamp(1, 52, 4_160, 2 * PERIOD));
    passes(stamp(0, 106, 4_240, PERIOD));

    assertThat(meter.lost()).isZero();
    passes(stamp(1, 60, 4_800, 2 * PERIOD)); // six of its pictures are missing between the two
    assertThat(meter.lost()).isEqualTo(6);
  }

  @Test
  void newSession_beginsAnew() {
    passes(stamp(5_000));
    FrameStamp other = new FrameStamp(8, 0, 0, PERIOD, EPOCH + 900_000 * MS, 0);
    passes(other);

    assertThat(meter.lost()).isZero();
    assertThat(meter.last()).contains(other);
  }

  @Test
  void goingElsewhere_losesNothing() {
    passes(stamp(10));
    meter.restart();
    passes(stamp(2_000));

    assertThat(meter.lost()).isZero();
    assertThat(meter.shown()).isEqualTo(2);
    meter.forget();
    assertThat(meter.shown()).isZero();
  }

  @Test
  void pictureWithoutStamp_isNobodys() {
    comes(stamp(1));

    assertThat(meter.shown(77, EPOCH)).isEmpty();
    assertThat(meter.delay(EPOCH)).isEmpty();
  }

  @Test
  void sameNumberTwice_isOnePicture() {
    passes(stamp(0));
    comes(stamp(1));
    meter.arrived(60 * MS, stamp(1), EPOCH); // two variants overlap
    passes(stamp(2));

    assertThat(meter.lost()).isZero();
  }

  @Test
  void stampsThatNobodyShows_areForgotten() {
    for (long number = 0; number < 100_000; number++) {
      comes(stamp(number));
    }
    shows(stamp(99_999), 3_000);

    assertThat(meter.shown()).isEqualTo(1);
  }
}
