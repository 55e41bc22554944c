// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Are numbers written as a person reads them?
class WordsTest {
  @Test
  void clock_countsHoursOn() {
    assertThat(Words.clock(3723)).isEqualTo("01:02:03");
    assertThat(Words.clock(360_000)).isEqualTo("100:00:00");
  }

  @Test
  void bitrate_isWholeKilobits() {
    assertThat(Words.bitrate(2_499_600)).isEqualTo("2500 kb/s");
  }

  @Test
  void gain_hasItsSign_andSilenceAtTheLowerEnd() {
    assertThat(Words.gain(3, -60)).isEqualTo("+3.0 dB");
    assertThat(Words.gain(0, -60)).isEqualTo("0.0 dB");
    assertThat(Words.gain(-6.5, -60)).isEqualTo("-6.5 dB");
    assertThat(Words.gain(-60, -60)).isEqualTo("−∞ dB");
  }
}
