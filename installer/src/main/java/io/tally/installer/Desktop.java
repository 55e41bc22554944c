// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import java.util.List;
import java.util.Locale;

/// For which system is a package made, and which kinds of package does it take?
enum Desktop {
  /// Its `.deb` and `.rpm` are made without jpackage, see `docs/packaging.md`.
  LINUX(List.of()),
  MACOS(List.of("dmg", "pkg")),
  WINDOWS(List.of("msi", "exe"));

  private final List<String> types;

  Desktop(List<String> types) {
    this.types = types;
  }

  /// What jpackage's option `--type` says for each package.
  List<String> types() {
    return types;
  }

  /// The one of a value of the property `os.name`.
  static Desktop of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      return WINDOWS;
    }
    return lower.startsWith("mac") ? MACOS : LINUX;
  }
}
