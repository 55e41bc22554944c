// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import io.tally.capture.Device;
import java.io.IOException;
import java.util.List;

/// Which cameras are plugged into this machine?
public final class CameraList {
  private CameraList() {}

  /// The cameras by the names that people know; threads: any.
  ///
  /// @throws IOException when the system does not say; the message is a sentence that says why
  public static List<Device> list() throws IOException {
    return CameraSystem.of(System.getProperty("os.name")).list();
  }
}
