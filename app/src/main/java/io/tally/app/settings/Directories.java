// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where does this platform keep a program's settings and logs?
///
/// @param config holds `settings.json`
/// @param state holds `tally.log`
public record Directories(Path config, Path state) {
  /// Those of the person who runs this process.
  public static Directories ofUser() {
    return of(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /// Those of a platform. `TALLY_CONFIG_DIR` replaces the place of the settings on each; otherwise
  /// it is `%APPDATA%\Tally`, `~/Library/Application Support/Tally`, or as the XDG base directory
  /// specification says.
  static Directories of(Map<String, String> environment, String system, Path home) {
    Directories usual = usual(environment, system.toLowerCase(Locale.ROOT), home);
    String chosen = environment.getOrDefault("TALLY_CONFIG_DIR", "");
    return chosen.isEmpty() ? usual : new Directories(Path.of(chosen), usual.state);
  }

  private static Directories usual(Map<String, String> environment, String system, Path home) {
    if (system.startsWith("windows")) {
      Path config = folder(environment, "APPDATA", home.resolve("AppData/Roaming"));
      Path state = folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
      return new Directories(config.resolve("Tally"), state.resolve("Tally"));
    }
    if (system.startsWith("mac")) {
      Path library = home.resolve("Library");
      return new Directories(
          library.resolve("Application Support/Tally"), library.resolve("Logs/Tally"));
    }
    return new Directories(
        folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("tally"),
        folder(environment, "XDG_STATE_HOME", home.resolve(".local/state")).resolve("tally"));
  }

  private static Path folder(Map<String, String> environment, String name, Path otherwise) {
    Path value = Path.of(environment.getOrDefault(name, ""));
    // The XDG specification says that a relative path is to be ignored; an empty one is relative.
    return value.isAbsolute() ? value : otherwise;
  }
}
