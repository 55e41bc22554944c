// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.tls.Fingerprint;
import java.util.List;

/// Which endpoint did the person add, and how did they leave it?
///
/// @param id names it within this broadcast, and in the settings file
/// @param draft what was typed, keys and passwords among it
/// @param pins fingerprints of certificates that the person trusts there
/// @param on whether it is switched on
public record Kept(String id, Draft draft, List<Fingerprint> pins, boolean on) {
  public Kept {
    pins = List.copyOf(pins);
  }

  /// The same, switched on or off.
  public Kept withOn(boolean wanted) {
    return new Kept(id, draft, pins, wanted);
  }

  /// The same with something else typed.
  public Kept withDraft(Draft wanted) {
    return new Kept(id, wanted, pins, on);
  }
}
