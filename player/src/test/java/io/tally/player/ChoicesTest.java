// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.adapt.AbrController;
import io.tally.player.adapt.AbrController.Moment;
import io.tally.player.adapt.Decision;
import io.tally.player.adapt.Rung;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two variants, of which a small picture on the screen needs the smaller one only.
class ChoicesTest {
  private static final List<Rung> LADDER =
      List.of(
          new Rung(0, 5_000_000, 5_000_000, 1920, 1080, true, "H.264"),
          new Rung(1, 800_000, 800_000, 640, 360, true, "H.264"));

  private final Choices choices = new Choices();

  private static Decision next(AbrController abr) {
    return abr.choose(new Moment(7, 10_000_000_000L, 4_000_000_000L, true)).orElseThrow();
  }

  @Test
  void whatIsShownSmall_isLoadedSmall_untilATesterLiftsThat() {
    choices.setShownHeight(340);
    AbrController abr = choices.controller(LADDER);
    abr.measured(5_000_000, 10_000_000L, 1_000_000_000L); // 40 Mbit/s

    assertThat(next(abr).to().height()).isEqualTo(360);
    assertThat(next(abr).reason())
        .isEqualTo("Stays at 360p at 800 kbit/s: only 340 lines are shown");

    choices.fitToShown(false);
    assertThat(choices.isFittedToShown()).isFalse();
    assertThat(next(abr).to().height()).isEqualTo(1080);

    choices.fitToShown(true);
    Decision down = next(abr);
    assertThat(down.to().height()).isEqualTo(360);
    assertThat(down.reason()).contains("only 340 lines are shown");
    assertThat(choices.decisions()).contains(down);
  }

  @Test
  void wishToLoadWhatIsLarger_holdsForTheNextStream_too() {
    choices.setShownHeight(340);
    choices.fitToShown(false);
    AbrController abr = choices.controller(LADDER);
    abr.measured(5_000_000, 10_000_000L, 1_000_000_000L);

    assertThat(next(abr).to().height()).isEqualTo(1080);
    assertThat(choices.shownHeight()).isEqualTo(340);
  }

  @Test
  void choiceByHand_isNotLimited() {
    choices.setShownHeight(340);
    AbrController abr = choices.controller(LADDER);
    choices.choose(0);

    assertThat(next(abr).to().height()).isEqualTo(1080);
  }
}
