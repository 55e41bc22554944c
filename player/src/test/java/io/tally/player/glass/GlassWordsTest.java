// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.glass.GlassFacts.Delay;
import io.tally.player.glass.GlassFacts.Likeness;
import io.tally.player.glass.GlassFacts.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GlassWordsTest {
  private static final long MS = 1_000_000L;
  private static final Delay DELAY =
      new Delay(2_900 * MS, 3_100 * MS, 40 * MS, 1_900 * MS, 960 * MS);

  private static GlassFacts facts(boolean own, long lost, double ssim) {
    return new GlassFacts(
        Optional.of(new Source(0xABCL, own)),
        Optional.of(DELAY),
        900,
        lost,
        0,
        own ? Optional.of(new Likeness(ssim, 38.25, 899)) : Optional.empty());
  }

  @Test
  void goodPicture_isToldInFewWords() {
    assertThat(GlassWords.beside(facts(true, 0, 0.974))).isEqualTo("0 lost · SSIM 0.97");
  }

  @Test
  void badPicture_isCalledSo() {
    assertThat(GlassWords.beside(facts(true, 12, 0.9)))
        .isEqualTo("12 lost · SSIM 0.90, visibly softer");
    assertThat(GlassWords.beside(facts(true, 12, 0.6))).endsWith("SSIM 0.60, damaged");
  }

  @Test
  void foreignClock_isNamed() {
    assertThat(GlassWords.beside(facts(false, 0, 0))).isEqualTo("by the sender's clock · 0 lost");
  }

  @Test
  void withoutStamps_nothingIsSaid() {
    assertThat(GlassWords.beside(GlassFacts.NONE)).isEmpty();
    assertThat(GlassWords.fields(GlassFacts.NONE)).isEmpty();
  }

  @Test
  void stages_addUpForAPerson() {
    assertThat(GlassWords.stages(DELAY))
        .isEqualTo("0.04 s coding, 1.90 s on the way, 0.96 s waiting here");
  }

  @Test
  void programs_getAllNumbers() {
    assertThat(GlassWords.fields(facts(true, 3, 0.97)))
        .containsEntry("session", "0000000000000abc")
        .containsEntry("own", true)
        .containsEntry("lost", 3L)
        .containsEntry("delay", 2.9)
        .containsEntry("delayP95", 3.1)
        .containsEntry("ssim", 0.97)
        .containsEntry("psnr", 38.25);
  }
}
