// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Does the mark stay at the highest level long enough to be seen, and no longer?
class PeakHoldTest {
  private final PeakHold hold = new PeakHold();

  @Test
  void lowerLevel_withinTheHold_leavesTheMark() {
    hold.update(-6, 0);
    assertThat(hold.update(-30, PeakHold.HOLD_NS)).isEqualTo(-6);
  }

  @Test
  void lowerLevel_afterTheHold_takesTheMarkDown() {
    hold.update(-6, 0);
    assertThat(hold.update(-30, PeakHold.HOLD_NS + 1)).isEqualTo(-30);
  }

  @Test
  void higherLevel_takesTheMarkUpAtOnce() {
    hold.update(-30, 0);
    assertThat(hold.update(-6, 1)).isEqualTo(-6);
  }
}
