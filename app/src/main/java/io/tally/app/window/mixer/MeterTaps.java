// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

/// Where are the levels of the mix read, each time a meter is drawn?
///
/// Threads: called on the JavaFX thread; answers at once from what the mixer measured last.
public interface MeterTaps {
  /// The level of one channel; silence when there is no such channel any more.
  Levels channel(String id);

  /// The level of the whole mix.
  Levels programme();
}
