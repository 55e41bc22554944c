// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.adapt.AbrController.Moment;
import io.tally.player.adapt.AbrController.Progress;
import io.tally.player.adapt.Decision.Cause;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A ladder of 1 and 4 Mbit/s in segments of two seconds, and a clock that goes when told.
class AbrControllerTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final DecisionHistory history = new DecisionHistory();
  private final Bandwidth bandwidth = new Bandwidth();
  private long nowNs = 5;
  private final AbrController abr =
      new AbrController(
          List.of(
              new Rung(0, 1_000_000, 1_000_000, 640, 360, true, ""),
              new Rung(1, 4_000_000, 4_000_000, 1280, 720, true, "")),
          bandwidth,
          history,
          () -> nowNs);

  @Test
  void decisions_areWrittenDown_andStaysOnlyOnce() {
    choose(0);
    measured(8_000_000);
    choose(1);
    choose(2);
    choose(3);

    assertThat(history.all())
        .extracting(Decision::cause)
        .containsExactly(Cause.START, Cause.UP, Cause.STAY);
    Decision up = history.all().get(1);
    assertThat(up.mediaSequence()).isEqualTo(1);
    assertThat(up.from().orElseThrow().index()).isZero();
    assertThat(up.to().index()).isEqualTo(1);
    assertThat(up.bandwidthBps()).hasValue(8_000_000);
    assertThat(up.isChange()).isTrue();
  }

  @Test
  void history_isBounded() {
    measured(8_000_000);
    for (int i = 0; i < 1_200; i++) {
      abr.select(OptionalInt.of(i % 2));
      choose(i);
    }

    assertThat(history.all())
        .hasSize(500)
        .last()
        .extracting(Decision::mediaSequence)
        .isEqualTo(1_199L);
  }

  @Test
  @DisplayName("pain 17: a slow segment is broken off while it loads, not after it")
  void slowSegment_isBrokenOff_forTheLowerVariant() {
    abr.select(OptionalInt.of(1));
    choose(0);
    abr.select(OptionalInt.empty());
    // 1 MB in all; 50 kB came in 1.1 s, so the rest needs 20 s and there are 2 s in store.
    Progress slow = new Progress(50_000, 1_000_000, 11 * SECOND_NS / 10, SECOND_NS / 10);

    Decision decision = abr.abandon(moment(0, 2 * SECOND_NS), slow).orElseThrow();

    assertThat(decision.cause()).isEqualTo(Cause.ABANDONED);
    assertThat(decision.to().index()).isZero();
    assertThat(bandwidth.bps()).hasValue(400_000);
    assertThat(decision.reason())
        .isEqualTo(
            "Broke off 720p at 4.0 Mbit/s after 1.1 s for 360p at 1.0 Mbit/s: the rest would have"
                + " come after the 2.0 s in store");
  }

  @Test
  void segmentThatComesInTime_isNotBrokenOff() {
    abr.select(OptionalInt.of(1));
    choose(0);
    abr.select(OptionalInt.empty());
    Progress steady = new Progress(500_000, 1_000_000, 11 * SECOND_NS / 10, SECOND_NS / 10);

    assertThat(abr.abandon(moment(0, 2 * SECOND_NS), steady)).isEmpty();
    Progress young = new Progress(1_000, 1_000_000, SECOND_NS / 2, SECOND_NS / 10);
    assertThat(abr.abandon(moment(0, 0), young)).isEmpty();
  }

  @Test
  void barredVariant_comesBackAfterAMinute() {
    measured(8_000_000);
    abr.bar(1, "gone");
    assertThat(choose(0).to().index()).isZero();
    assertThat(abr.hasOther()).isFalse();

    nowNs += 61 * SECOND_NS;
    assertThat(abr.hasOther()).isTrue();
    assertThat(choose(1).to().index()).isEqualTo(1);
  }

  @Test
  void manyDroppedPictures_bringASmallerPicture_forAMinute() {
    measured(8_000_000);
    assertThat(choose(0).to().index()).isEqualTo(1);
    abr.pictures(60, 40, 720);
    assertThat(choose(1).to().index()).isZero();

    nowNs += 61 * SECOND_NS;
    abr.pictures(160, 41, 360);
    assertThat(choose(2).to().index()).isEqualTo(1);
  }

  @Test
  void smallBodies_sayNothingOfTheLine() {
    bandwidth.add(15_000, 1, SECOND_NS);
    assertThat(bandwidth.bps()).isEmpty();
    assertThat(bandwidth.firstByteNs()).isPositive();
  }

  @Test
  @DisplayName("pain 16: the wait for the first byte is not the line's slowness")
  void slowServer_isNotASlowLine() {
    for (int i = 0; i < 5; i++) {
      bandwidth.add(1_000_000, 3 * SECOND_NS, SECOND_NS);
    }
    assertThat(bandwidth.bps().orElseThrow()).isBetween(7_999_000L, 8_001_000L);
    assertThat(bandwidth.firstByteNs()).isBetween(3 * SECOND_NS - 9, 3 * SECOND_NS + 9);
  }

  @Test
  void dropOfTheLine_isFeltAtOnce_andABurstNotBelieved() {
    for (int i = 0; i < 10; i++) {
      bandwidth.add(1_000_000, 0, SECOND_NS); // 8 Mbit/s
    }
    bandwidth.add(1_000_000, 0, SECOND_NS / 100); // 800 Mbit/s for 10 ms
    assertThat(bandwidth.bps().orElseThrow()).isLessThan(16_000_000L);

    for (int i = 0; i < 5; i++) {
      bandwidth.add(125_000, 0, 2 * SECOND_NS); // 0.5 Mbit/s
    }
    assertThat(bandwidth.bps().orElseThrow()).isLessThan(4_000_000L);
  }

  private Decision choose(long sequence) {
    return abr.choose(moment(sequence, 10 * SECOND_NS)).orElseThrow();
  }

  private static Moment moment(long sequence, long bufferNs) {
    return new Moment(sequence, bufferNs, 2 * SECOND_NS, true);
  }

  private void measured(long bps) {
    abr.measured(bps / 8, 0, SECOND_NS);
  }
}
