// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import java.util.Map;

/// What does FFmpeg need to be told to open a sound device?
///
/// @param format FFmpeg's name of the input, such as "pulse"
/// @param device the input's name for the device
/// @param options the input's options
record SoundArguments(String format, String device, Map<String, String> options) {
  SoundArguments {
    options = Map.copyOf(options);
  }
}
