// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.window.state.endpoint.Condition;
import io.tally.app.window.state.endpoint.Figures;
import io.tally.app.window.state.endpoint.SrtNumbers;
import io.tally.protocol.Drops;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Are state and numbers said in plain words?
class ConditionWordsTest {
  @Test
  void everyState_hasItsWords() {
    assertThat(ConditionWords.state(new Condition.Off())).isEqualTo("Off");
    assertThat(ConditionWords.state(new Condition.Ready())).isEqualTo("Ready");
    assertThat(ConditionWords.state(new Condition.Connecting())).isEqualTo("Connecting…");
    assertThat(ConditionWords.state(new Condition.Live(3723))).isEqualTo("Live since 01:02:03");
    assertThat(ConditionWords.state(new Condition.Reconnecting(65, 1, 0, "Lost.")))
        .isEqualTo("Reconnecting since 00:01:05: attempt 1 runs");
  }

  @Test
  void roundTripThatNobodyTells_isLeftOut() {
    Figures figures =
        new Figures(0, 0, 7, 900, OptionalLong.empty(), Drops.NONE, 0, Optional.empty());
    assertThat(ConditionWords.figures(figures)).isEqualTo("0 kb/s  ·  queue 7 ms");
  }

  @Test
  void srtLine_thatIsSilent_saysForHowLong() {
    SrtNumbers silent = new SrtNumbers(1000, 900, 2, 0, 0, 0, 3, 0, 0);
    assertThat(SrtWords.glance(silent)).containsExactly("loss 0.0 %", "no answer for 2 s");
    assertThat(SrtWords.lost(silent))
        .isEqualTo("0.0 % in the last 10 s, 0.0 % in all, 0 sent again, 3 given up as too late");
    assertThat(SrtWords.line(silent)).isEqualTo("not known yet");
    assertThat(SrtWords.encryption(silent)).isEqualTo("none");
  }

  @Test
  void nothingLost_needsNoWords() {
    assertThat(ConditionWords.losses(Figures.NONE)).isEmpty();
    assertThat(ConditionWords.drops(Drops.NONE)).isEmpty();
  }

  @Test
  void everyReasonForALoss_hasALineOfItsOwn() {
    assertThat(ConditionWords.drops(new Drops(1, 2, 3, 4)))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("1 pictures that no other needs"),
            line -> assertThat(line).startsWith("2 pictures up to a keyframe"),
            line -> assertThat(line).startsWith("3 sound packets"),
            line -> assertThat(line).startsWith("4 packets while there was no connection"));
  }
}
