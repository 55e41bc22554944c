// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import java.io.IOException;
import java.util.List;

/// Which devices of one kind does this machine have?
@FunctionalInterface
public interface DeviceLister {
  /// Asks the system.
  ///
  /// @throws IOException when the system does not say; the message is a sentence
  List<Device> list() throws IOException;

  /// What of this kind cannot be used here and why, a sentence each.
  default List<String> notes() {
    return List.of();
  }
}
