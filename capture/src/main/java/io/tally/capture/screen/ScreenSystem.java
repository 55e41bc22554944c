// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.Device;
import io.tally.capture.media.FrameRate;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How does this platform name, list and open its screens?
sealed interface ScreenSystem permits X11Screens, WindowsScreens, MacScreens {
  /// The platform's own.
  ///
  /// @param osName the system property `os.name`
  static ScreenSystem of(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return new WindowsScreens();
    }
    return name.startsWith("mac") ? new MacScreens() : new X11Screens(System.getenv());
  }

  /// The screens that can be taken.
  ///
  /// @throws IOException when the system does not say; the message is a sentence
  List<Device> list() throws IOException;

  /// What of the screens cannot be captured here and why, a sentence each.
  List<String> notes();

  /// What to open for a screen.
  ///
  /// @param id of a device that `list` gave
  /// @throws IOException when there is no such screen now, or the region is not on it; the message
  ///   is a sentence
  ScreenInput input(String id, Optional<Region> region, FrameRate rate) throws IOException;

  /// What draws the pointer into the pictures, where FFmpeg does not.
  Optional<PointerPainter> pointer(String id) throws IOException;
}
