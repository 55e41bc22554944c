// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.update;

/// What does the person answer to a word about newer versions?
public sealed interface UpdateWish {
  /// Tally may look, or may not and is not to ask again.
  record Look(boolean allowed) implements UpdateWish {}

  /// No more of this version.
  record Pass(Version version) implements UpdateWish {}
}
