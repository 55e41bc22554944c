// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.service.Fix;
import org.junit.jupiter.api.Test;

/// Does the button say what it will do?
class MendWordsTest {
  @Test
  void everyFix_isSaidWithItsFigure() {
    assertThat(MendWords.of(new Fix.SetVideoBitrate(6_000_000))).isEqualTo("Set 6000 kb/s");
    assertThat(MendWords.of(new Fix.SetAudioBitrate(160_000))).isEqualTo("Set 160 kb/s of sound");
    assertThat(MendWords.of(new Fix.SetKeyframeSeconds(1))).isEqualTo("Keyframe every 1 s");
    assertThat(MendWords.of(new Fix.SetKeyframeSeconds(2.5))).isEqualTo("Keyframe every 2.5 s");
    assertThat(MendWords.of(new Fix.SetKeyframeSeconds(10))).isEqualTo("Keyframe every 10 s");
    assertThat(MendWords.of(new Fix.NoBFrames())).isEqualTo("No B-frames");
    assertThat(MendWords.of(new Fix.SetCanvas(1280, 720))).isEqualTo("Set 1280×720");
    assertThat(MendWords.of(new Fix.SetFrameRate(30))).isEqualTo("Set 30 fps");
  }
}
