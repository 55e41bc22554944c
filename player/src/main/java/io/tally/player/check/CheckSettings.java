// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.rules.Profile;
import java.net.URI;
import java.time.Duration;

/// What shall be checked, by whose rules, and for how long?
///
/// @param url of a playlist, multivariant or media
/// @param longest when it ends, at the latest; a recording ends with its last segment
/// @param allVariants every variant and rendition; else the first variant only
/// @param anywhere a public stream may lead to this machine and its network
public record CheckSettings(
    URI url, Profile profile, Duration longest, boolean allVariants, boolean anywhere) {
  public CheckSettings {
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("A check must last longer than 0 s, not " + longest);
    }
  }

  /// All variants, by the RFC, for half a minute.
  public static CheckSettings of(URI url) {
    return new CheckSettings(url, Profile.RFC, Duration.ofSeconds(30), true, false);
  }

  /// The same by other rules.
  public CheckSettings with(Profile other) {
    return new CheckSettings(url, other, longest, allVariants, anywhere);
  }

  /// The same for another time.
  public CheckSettings lasting(Duration other) {
    return new CheckSettings(url, profile, other, allVariants, anywhere);
  }
}
