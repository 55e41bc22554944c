// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.option;

import java.util.List;
import java.util.Map;

/// How is one of x264's presets said to another encoder?
///
/// Each keeps up with a live picture about as well as x264 with that name does:
///
/// | preset | x265 | SVT-AV1 |
/// |---|---|---|
/// | ultrafast | ultrafast | 12 |
/// | superfast | superfast | 11 |
/// | veryfast | veryfast | 10 |
/// | faster | faster | 9 |
/// | fast | fast | 8 |
/// | medium | medium | 7 |
/// | slow | slow | 6 |
/// | slower | slower | 5 |
/// | veryslow | veryslow | 4 |
///
/// Encoders of graphics cards have one speed here, which all cards keep up with.
enum Speed {
  /// One for all.
  FIXED,
  /// By x264's own names.
  BY_NAME,
  /// By SVT-AV1's numbers.
  SVT_AV1;

  private static final List<String> NAMES =
      List.of(
          "ultrafast",
          "superfast",
          "veryfast",
          "faster",
          "fast",
          "medium",
          "slow",
          "slower",
          "veryslow");
  private static final List<Integer> SVT_PRESETS = List.of(12, 11, 10, 9, 8, 7, 6, 5, 4);

  /// Adds the encoder's own option. A name that is none of x264's goes on as it stands, for the
  /// encoder to refuse.
  void put(String preset, Map<String, String> values) {
    int index = NAMES.indexOf(preset);
    switch (this) {
      case FIXED -> {}
      case BY_NAME -> values.put("preset", preset);
      case SVT_AV1 ->
          values.put("preset", index < 0 ? preset : String.valueOf(SVT_PRESETS.get(index)));
    }
  }
}
