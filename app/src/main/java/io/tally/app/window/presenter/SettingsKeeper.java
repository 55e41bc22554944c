// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.settings.Settings;
import io.tally.app.settings.SettingsFile;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When are the settings written?
///
/// When they differ from what was written last. Threads: one at a time; blocks on the disk.
final class SettingsKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsKeeper.class);
  private final SettingsFile file;
  private Settings written;
  private @Nullable Settings refused;

  /// @param loaded what the file holds now
  SettingsKeeper(SettingsFile file, Settings loaded) {
    this.file = file;
    this.written = loaded;
  }

  /// Writes the settings if they are new.
  ///
  /// @return a sentence when that failed; the same settings are not tried again
  Optional<String> keep(Settings settings) {
    if (settings.equals(written) || settings.equals(refused)) {
      return Optional.empty();
    }
    try {
      file.save(settings);
      written = settings;
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("Settings not saved", e);
      refused = settings;
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
