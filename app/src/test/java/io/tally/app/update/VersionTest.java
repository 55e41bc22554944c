// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @ParameterizedTest
  @CsvSource({
    "0.1.0, 0.1.1",
    "0.9.9, 0.10.0",
    "1.2, 1.2.1",
    "v1.9.0, v2.0.0",
    "0.2.0-SNAPSHOT, 0.2.0",
    "0.1.0, 0.2.0-rc.1"
  })
  void second_isNewer(String first, String second) {
    assertThat(Version.parse(first).orElseThrow()).isLessThan(Version.parse(second).orElseThrow());
  }

  @Test
  void build_doesNotCount() {
    assertThat(Version.parse("1.0.0+7")).isEqualTo(Version.parse("v1.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "1", "1.2.3.4", "1.2.3 ; rm", "9999999.0.0"})
  void otherWords_areNoVersion(String text) {
    assertThat(Version.parse(text)).isEmpty();
  }
}
