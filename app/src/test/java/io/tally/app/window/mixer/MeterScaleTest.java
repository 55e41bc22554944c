// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Does a level stand at its place on the meter?
class MeterScaleTest {
  @ParameterizedTest
  @CsvSource({"-60, 0", "-120, 0", "NaN, 0", "-30, 60", "-20, 80", "0, 120", "6, 120"})
  void level_standsInProportion_withinTheMeter(double db, int px) {
    assertThat(MeterScale.pixels(db, 120)).isEqualTo(px);
  }
}
