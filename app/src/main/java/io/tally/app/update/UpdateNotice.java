// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Is it time to ask for a newer version, and is there one worth a word?
///
/// Pure but for [#ask], which blocks. Asked only after consent, once a day at most.
///
/// @param consent what the person said
/// @param asked when a server was asked last; empty for never
/// @param passed the version that the person does not want to hear of again
public record UpdateNotice(Consent consent, Optional<Instant> asked, Optional<Version> passed) {
  private static final Duration PAUSE = Duration.ofDays(1);

  /// What did the person say to being asked whether Tally may look for newer versions?
  public enum Consent {
    /// Was not asked yet: nothing is sent.
    UNASKED,
    /// May look.
    GIVEN,
    /// May not look, and is not asked again.
    REFUSED
  }

  /// Before anything was asked or said.
  public static final UpdateNotice FIRST =
      new UpdateNotice(Consent.UNASKED, Optional.empty(), Optional.empty());

  /// Whether a server may and should be asked. A clock that was set back does not stop it for ever.
  public boolean isDue(Instant now) {
    return consent == Consent.GIVEN
        && asked
            .map(then -> now.isBefore(then) || Duration.between(then, now).compareTo(PAUSE) >= 0)
            .orElse(true);
  }

  /// Asks.
  ///
  /// @return the release when it is newer than this program and was not passed over
  /// @throws IOException with a sentence when that cannot be known
  public Optional<Release> ask(ReleaseFeed feed) throws IOException, InterruptedException {
    Release newest = feed.newest();
    return Optional.of(newest)
        .filter(release -> release.version().compareTo(feed.mine()) > 0)
        .filter(release -> !passed.equals(Optional.of(release.version())));
  }

  /// The same after the person spoke.
  public UpdateNotice with(Consent said) {
    return new UpdateNotice(said, asked, passed);
  }

  /// The same after a server was asked.
  public UpdateNotice askedAt(Instant now) {
    return new UpdateNotice(consent, Optional.of(now), passed);
  }

  /// The same after the person wants no more of a version.
  public UpdateNotice passing(Version version) {
    return new UpdateNotice(consent, asked, Optional.of(version));
  }
}
