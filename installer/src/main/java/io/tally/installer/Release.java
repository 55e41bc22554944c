// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How is one version written in each system's way?
///
/// @param version Maven's, such as `0.1.0-SNAPSHOT`
record Release(String version) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)(?:-.*)?");

  Release {
    if (!NUMBERS.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "The version is %s; expected three numbers and perhaps a suffix, as in 1.2.3-rc1"
              .formatted(version));
    }
  }

  /// What jpackage takes. Windows and macOS know numbers only; macOS wants the first of them to be
  /// at least 1 and that versions grow, so all of ours are one higher there. What a person sees on
  /// macOS is the true one, by `Info.plist`.
  String number(Desktop desktop) {
    return numberFrom(desktop == Desktop.MACOS ? 1 : 0);
  }

  /// The three numbers that a person sees.
  String shown() {
    return numberFrom(0);
  }

  private String numberFrom(int least) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches()) {
      throw new IllegalStateException(version);
    }
    int major = Integer.parseInt(numbers.group(1)) + least;
    return major + "." + numbers.group(2) + "." + numbers.group(3);
  }
}
