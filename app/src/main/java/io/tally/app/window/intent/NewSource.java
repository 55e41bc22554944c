// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.intent;

import io.tally.capture.Device;
import java.nio.file.Path;

/// Which source shall be added to the scene?
public sealed interface NewSource {
  /// A screen, camera or sound device.
  record OfDevice(Device device) implements NewSource {}

  /// A film or sound file, played in a loop.
  record OfFile(Path file) implements NewSource {}

  /// The moving test picture with its beep once a second.
  record Pattern() implements NewSource {}
}
