// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where are releases announced for this copy of the program?
///
/// The environment variable `TALLY_UPDATES` says it, or what the package was made with (the system
/// property `tally.updates`). Nowhere is the standard: then nobody is asked anything.
public final class ReleasePlace {
  private static final Logger LOG = LoggerFactory.getLogger(ReleasePlace.class);

  private ReleasePlace() {}

  /// The address, when there is one that can be used; what cannot be used is logged.
  public static Optional<ReleaseFeed> of(Map<String, String> environment) {
    String address =
        environment.getOrDefault("TALLY_UPDATES", System.getProperty("tally.updates", "")).strip();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ReleaseFeed(new URI(address), Version.ofProgram()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      LOG.warn("Nobody is asked for newer versions: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
