// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import java.util.Map;
import java.util.Optional;

/// What is FFmpeg asked for, to give a screen's pictures?
///
/// @param format FFmpeg's name of the device input
/// @param device the input's name for the screen
/// @param options of the input
/// @param waits whether the input itself waits for its next picture; otherwise each read takes one
///   at once
/// @param cut what is cut from its pictures because the input cannot
/// @param onX11 which part of the X display it is, which [XPictures] can take too; empty elsewhere
record ScreenInput(
    String format,
    String device,
    Map<String, String> options,
    boolean waits,
    Optional<Region> cut,
    Optional<Region> onX11) {
  ScreenInput {
    options = Map.copyOf(options);
  }
}
