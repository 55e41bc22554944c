// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.Device;
import java.io.IOException;
import java.util.List;

/// Which screens does this machine have?
public final class ScreenList {
  private ScreenList() {}

  /// The screens that can be captured, by the names that people know; threads: any.
  ///
  /// @throws IOException when there are none to be seen; the message is a sentence that says why
  public static List<Device> list() throws IOException {
    return ScreenSystem.of(System.getProperty("os.name")).list();
  }

  /// What of the screens cannot be captured here and why, a sentence each; threads: any.
  public static List<String> notes() {
    return ScreenSystem.of(System.getProperty("os.name")).notes();
  }
}
