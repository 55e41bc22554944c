// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SoundConverterTest {
  private static final Offset<Float> ROUNDING = within(1e-4f);

  @Test
  void monoOf16Bits_isHeardAtFullLevelOnBothSides() throws Exception {
    try (Arena arena = Arena.ofConfined();
        SoundConverter converter = new SoundConverter("s16", 48_000, 1, "")) {
      MemorySegment mono = arena.allocateFrom(ValueLayout.JAVA_SHORT, (short) 16384, (short) -8192);

      assertThat(converter.convert(List.of(mono), 2)).isEqualTo(2);
      assertThat(converter.samples()[0]).isCloseTo(0.5f, ROUNDING);
      assertThat(converter.samples()[1]).isCloseTo(0.5f, ROUNDING);
      assertThat(converter.samples()[2]).isCloseTo(-0.25f, ROUNDING);
    }
  }

  @Test
  void planarStereo_isInterleaved() throws Exception {
    try (Arena arena = Arena.ofConfined();
        SoundConverter converter = new SoundConverter("fltp", 48_000, 2, "stereo")) {
      MemorySegment left = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 0.1f, 0.2f);
      MemorySegment right = arena.allocateFrom(ValueLayout.JAVA_FLOAT, -0.1f, -0.2f);

      assertThat(converter.convert(List.of(left, right), 2)).isEqualTo(2);
      assertThat(converter.samples()).startsWith(0.1f, -0.1f, 0.2f, -0.2f);
    }
  }

  @Test
  void otherRate_givesAsMuchTimeAsItTook() throws Exception {
    try (Arena arena = Arena.ofConfined();
        SoundConverter converter = new SoundConverter("flt", 44_100, 2, "")) {
      MemorySegment second = arena.allocate(44_100 * 2 * Float.BYTES, Float.BYTES);

      int made = converter.convert(List.of(second), 44_100);
      made += converter.convert(List.of(), 0);

      assertThat(made).isCloseTo(48_000, within(40));
    }
  }

  @Test
  void unknownFormat_isRefusedWithASentence() {
    assertThatThrownBy(() -> new SoundConverter("dsd", 48_000, 2, "").close())
        .isInstanceOf(FfmpegException.class)
        .hasMessageContaining("2 channels of dsd at 48000 Hz");
  }
}
