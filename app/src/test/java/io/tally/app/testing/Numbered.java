// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.picture.PatternReader;
import java.util.List;

/// Are pictures of the test pattern all there, each once and in order?
public final class Numbered {
  private Numbered() {}

  /// Fails where a number is missing, comes twice or cannot be read; the first may be any.
  public static void assertWhole(List<PatternReader.Reading> pictures) {
    assertThat(pictures).isNotEmpty();
    long first = pictures.getFirst().frameNumber().orElseThrow();
    for (int i = 0; i < pictures.size(); i++) {
      assertThat(pictures.get(i).frameNumber()).as("picture %d", i).hasValue(first + i);
    }
  }
}
