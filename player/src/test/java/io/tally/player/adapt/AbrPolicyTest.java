// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.adapt.AbrPolicy.Verdict;
import io.tally.player.adapt.Decision.Cause;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// A ladder of 0.8, 2.5, 5 and 9 Mbit/s in segments of four seconds.
class AbrPolicyTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final List<Rung> LADDER =
      List.of(
          rung(0, 2_500_000, 720, "H.264"),
          rung(1, 800_000, 360, "H.264"),
          rung(2, 5_000_000, 1080, "H.264"),
          rung(3, 9_000_000, 2160, "H.264"));

  private static Rung rung(int index, long bps, int height, String family) {
    return new Rung(index, bps, bps, height * 16 / 9, height, true, family);
  }

  private OptionalInt current = OptionalInt.empty();
  private OptionalInt manual = OptionalInt.empty();
  private Map<Integer, String> barred = Map.of();
  private OptionalLong bandwidth = OptionalLong.empty();
  private long firstByteNs;
  private long bufferNs = 10 * SECOND_NS;
  private boolean live = true;
  private int shown;
  private int smooth = Integer.MAX_VALUE;
  private long sinceDownNs = 100 * SECOND_NS;
  private List<Rung> ladder = LADDER;

  @Test
  void firstChoice_isTheOneThatThePlaylistNamesFirst() {
    Verdict verdict = choose();

    assertThat(verdict.rung().index()).isZero();
    assertThat(verdict.cause()).isEqualTo(Cause.START);
    assertThat(verdict.reason())
        .isEqualTo("Begins with 720p at 2.5 Mbit/s, which the playlist names first");
  }

  @Test
  void firstChoice_onALineThatIsKnown_isWhatItCarries() {
    bandwidth = OptionalLong.of(8_000_000);

    assertThat(choose().rung().index()).isEqualTo(2);
  }

  @Test
  void firstChoice_ofALadderThatBeginsVeryHigh_isBelowSixMegabits() {
    ladder = List.of(rung(0, 9_000_000, 2160, ""), rung(1, 800_000, 360, ""));

    assertThat(choose().rung().index()).isEqualTo(1);
  }

  @Test
  void quickLine_goesUp_withAReasonInFigures() {
    at(0, 12_000_000);

    Verdict verdict = choose();

    assertThat(verdict.rung().index()).isEqualTo(2);
    assertThat(verdict.cause()).isEqualTo(Cause.UP);
    assertThat(verdict.reason())
        .isEqualTo(
            "Up from 720p at 2.5 Mbit/s to 1080p at 5.0 Mbit/s: the line carries 12.0 Mbit/s"
                + " and 10.0 s are loaded");
  }

  @Test
  void lineBetweenTwoVariants_isNotSwungOn() {
    at(0, 6_000_000); // 5 Mbit/s fit in it, but not in 70 %
    assertThat(choose().cause()).isEqualTo(Cause.STAY);

    at(2, 6_000_000); // and once there it stays there
    assertThat(choose().cause()).isEqualTo(Cause.STAY);
    assertThat(choose().rung().index()).isEqualTo(2);
  }

  @Test
  void smallPane_isTheReasonToStay_whereTheLineCarriesMore() {
    at(0, 50_000_000);
    shown = 700;

    Verdict verdict = choose();

    assertThat(verdict.cause()).isEqualTo(Cause.STAY);
    assertThat(verdict.reason()).isEqualTo("Stays at 720p at 2.5 Mbit/s: only 700 lines are shown");
  }

  @Test
  void afterAStepDown_noneGoesUpForEightSeconds() {
    at(1, 12_000_000);
    sinceDownNs = 7 * SECOND_NS;
    assertThat(choose().cause()).isEqualTo(Cause.STAY);

    sinceDownNs = 9 * SECOND_NS;
    assertThat(choose().cause()).isEqualTo(Cause.UP);
  }

  @Test
  void slowLine_goesDownToWhatItCarries() {
    at(2, 3_000_000);

    Verdict verdict = choose();

    assertThat(verdict.rung().index()).isZero();
    assertThat(verdict.cause()).isEqualTo(Cause.DOWN);
  }

  @Test
  void slowLine_isOutlivedByAFullBufferOfARecording() {
    at(2, 3_000_000);
    live = false;
    bufferNs = 26 * SECOND_NS;

    assertThat(choose().cause()).isEqualTo(Cause.STAY);
  }

  @Test
  void roundTripThatEatsTheSegmentsTime_countsAgainstAVariant() {
    at(2, 5_600_000);
    assertThat(choose().cause()).isEqualTo(Cause.STAY);

    firstByteNs = SECOND_NS;
    assertThat(choose().cause()).isEqualTo(Cause.DOWN);
  }

  @Test
  void smallWindow_keepsLargerPicturesAway() {
    at(0, 50_000_000);
    shown = 700;

    Verdict verdict = choose();

    assertThat(verdict.cause()).isEqualTo(Cause.STAY);
    assertThat(verdict.rejected())
        .extracting(Decision.Rejected::why)
        .containsOnly("only 700 lines are shown");
  }

  @Test
  void pictureThatThisMachineDrops_isMadeSmaller() {
    at(2, 50_000_000);
    smooth = 1079;

    Verdict verdict = choose();

    assertThat(verdict.rung().index()).isZero();
    assertThat(verdict.reason()).endsWith("this machine drops pictures at that size");
  }

  @Test
  void variantThatCannotBeHad_isReplaced_withItsReason() {
    at(0, 3_000_000);
    barred = Map.of(0, "its playlist answered 404");

    Verdict verdict = choose();

    assertThat(verdict.cause()).isEqualTo(Cause.MISSING);
    assertThat(verdict.rung().index()).isEqualTo(1);
    assertThat(verdict.reason())
        .isEqualTo("Goes from 720p at 2.5 Mbit/s to 360p at 800 kbit/s: its playlist answered 404");
  }

  @Test
  void choiceByHand_isObeyed_whateverTheLineCarries() {
    at(1, 900_000);
    manual = OptionalInt.of(3);

    assertThat(choose().rung().index()).isEqualTo(3);
    assertThat(choose().cause()).isEqualTo(Cause.MANUAL);
  }

  @Test
  void variantsOfAnotherDecoder_areNotChangedTo() {
    ladder = List.of(rung(0, 800_000, 360, "H.264"), rung(1, 1_000_000, 720, "HEVC"));
    at(0, 50_000_000);

    assertThat(choose().rung().index()).isZero();
  }

  @Test
  void variantWithoutAPicture_isNotChosen_whileOthersHaveOne() {
    ladder = List.of(new Rung(0, 64_000, 64_000, 0, 0, false, ""), rung(1, 800_000, 360, "H.264"));

    assertThat(choose().rung().index()).isEqualTo(1);
  }

  @Test
  void everythingBarred_givesNoVerdict() {
    barred = Map.of(0, "", 1, "", 2, "", 3, "");

    assertThat(AbrPolicy.choose(situation())).isEmpty();
  }

  private void at(int rung, long bps) {
    current = OptionalInt.of(rung);
    bandwidth = OptionalLong.of(bps);
  }

  private Verdict choose() {
    return AbrPolicy.choose(situation()).orElseThrow();
  }

  private Situation situation() {
    return new Situation(
        ladder,
        current,
        manual,
        barred,
        bandwidth,
        firstByteNs,
        bufferNs,
        4 * SECOND_NS,
        live,
        shown,
        smooth,
        sinceDownNs);
  }
}
