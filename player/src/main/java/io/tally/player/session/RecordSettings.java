// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/// Which stream is recorded, where to, and how much of it?
///
/// @param folder is made; must not exist, or be empty
/// @param longest when it ends, at the latest; a recording that is whole ends earlier
/// @param mostBytes when it ends, too
/// @param allVariants every variant and rendition; else the first variant only
/// @param anywhere a public stream may lead to this machine and its network
public record RecordSettings(
    URI url, Path folder, Duration longest, long mostBytes, boolean allVariants, boolean anywhere) {
  public RecordSettings {
    if (longest.isNegative() || longest.isZero() || mostBytes < 1) {
      throw new IllegalArgumentException("A recording needs time and room");
    }
  }
}
