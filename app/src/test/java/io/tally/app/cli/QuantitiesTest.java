// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tally.capture.media.FrameRate;
import io.tally.capture.screen.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({"2500, 2500000", "2500k, 2500000", "6M, 6000000", "0.5m, 500000", "2500.5, 2500500"})
  void bitrate_isReadInKilobitsUnlessSaid(String word, int bps) {
    assertThat(new Quantities.BitrateWord().convert(word)).isEqualTo(bps);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "-1", "6G", "1e6", "9999999"})
  void bitrateOfAnotherForm_isRefusedWithAnExample(String word) {
    assertThatThrownBy(() -> new Quantities.BitrateWord().convert(word))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'" + word + "' is not a bit rate such as 2500, 2500k or 6M");
  }

  @ParameterizedTest
  @CsvSource({"30, 30, 1", "29.97, 30000, 1001", "59.94, 60000, 1001", "25/2, 25, 2"})
  void rate_isExact(String word, int frames, int seconds) {
    assertThat(new Quantities.RateWord().convert(word)).isEqualTo(new FrameRate(frames, seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "30.5", "a", "1/0"})
  void rateOfAnotherForm_isRefused(String word) {
    assertThatThrownBy(() -> new Quantities.RateWord().convert(word))
        .isInstanceOf(TypeConversionException.class);
  }

  @Test
  void size_isWidthByHeight() {
    assertThat(new Quantities.SizeWord().convert("1920x1080"))
        .isEqualTo(new Quantities.Size(1920, 1080));
  }

  @Test
  void region_isSizeThenPlace() {
    assertThat(new Quantities.RegionWord().convert("640x480+10+20"))
        .isEqualTo(new Region(10, 20, 640, 480));
  }
}
