// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

import io.tally.capture.Device;
import java.util.List;

/// What can be added to the scene on this machine?
///
/// @param listed false while the system is still being asked
/// @param notes sentences about what cannot be captured here and why
public record DeviceMenu(boolean listed, List<Device> devices, List<String> notes) {
  /// Not asked yet.
  public static final DeviceMenu UNKNOWN = new DeviceMenu(false, List.of(), List.of());

  public DeviceMenu {
    devices = List.copyOf(devices);
    notes = List.copyOf(notes);
  }
}
