// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.settings.BroadcastSettings;
import io.tally.app.window.state.Picture;
import io.tally.capture.media.FrameRate;
import io.tally.capture.scene.CanvasFormat;
import org.junit.jupiter.api.Test;

/// Is another broadcast made only when the canvas asks for it?
class CanvasChangeTest {
  private static final BroadcastSettings NOW = BroadcastSettings.standard();

  @Test
  void otherBitrate_keepsTheCanvas() {
    CanvasChange change = CanvasChange.of(NOW, new Picture(1280, 720, 30, 4_000_000));
    assertThat(change.canvas()).isFalse();
    assertThat(change.settings().encoding().videoBitrateBps()).isEqualTo(4_000_000);
  }

  @Test
  void otherRate_isAnotherCanvas() {
    CanvasChange change = CanvasChange.of(NOW, new Picture(1280, 720, 60, 2_500_000));
    assertThat(change.canvas()).isTrue();
    assertThat(change.settings().canvas()).isEqualTo(new CanvasFormat(1280, 720, FrameRate.of(60)));
  }

  @Test
  void fractionalRate_survivesAChangeOfBitrate() {
    BroadcastSettings ntsc =
        NOW.withCanvas(new CanvasFormat(1280, 720, new FrameRate(30000, 1001)));
    CanvasChange change = CanvasChange.of(ntsc, new Picture(1280, 720, 30, 4_000_000));
    assertThat(change.canvas()).isFalse();
    assertThat(change.settings().canvas()).isEqualTo(ntsc.canvas());
  }
}
