// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

import java.util.List;

/// With which encoders can the picture be coded on this machine?
///
/// @param chosen FFmpeg's name of the one that is used, whether it works or not
/// @param working those that coded a picture when they were tried; empty until then
public record EncoderMenu(String chosen, List<Choice> working) {
  /// One that works.
  ///
  /// @param name FFmpeg's
  /// @param label what a person knows it by
  public record Choice(String name, String label) {}

  public EncoderMenu {
    working = List.copyOf(working);
  }
}
