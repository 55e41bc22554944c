// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which of two versions is newer?
///
/// Three numbers, and whether it is a preview (`-SNAPSHOT`, `-rc.1`), which comes before the
/// version of the same numbers. What follows a `+` does not count (Semantic Versioning 2.0.0,
/// section 11; previews of the same numbers are not told apart).
public record Version(int major, int minor, int patch, boolean preview)
    implements Comparable<Version> {
  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?(-[0-9A-Za-z.-]+)?(\\+.*)?");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch)
          .thenComparing(version -> !version.preview());

  /// Reads `1.2.3`, `v1.2` and the like; empty for what is no version.
  public static Optional<Version> parse(String text) {
    Matcher match = FORM.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    String patch = match.group(3);
    return Optional.of(
        new Version(
            Integer.parseInt(match.group(1)),
            Integer.parseInt(match.group(2)),
            patch == null ? 0 : Integer.parseInt(patch),
            match.group(4) != null));
  }

  /// This program's.
  ///
  /// @throws IllegalStateException when the build gave it none
  public static Version ofProgram() {
    try {
      String text = OwnVersion.text();
      return parse(text)
          .orElseThrow(() -> new IllegalStateException("Built as a version that is none: " + text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  /// The numbers with dots; a preview says so.
  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (preview ? " (preview)" : "");
  }
}
