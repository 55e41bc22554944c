// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

import java.net.URI;

/// What does the person answer to a word about newer versions?
public sealed interface UpdateWish {
  /// Tally may look, or may not and is not to ask again.
  record Look(boolean allowed) implements UpdateWish {}

  /// Show the page of a release.
  record Show(URI page) implements UpdateWish {}

  /// No more of this version.
  record Pass(Version version) implements UpdateWish {}
}
