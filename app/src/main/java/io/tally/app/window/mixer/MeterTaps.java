// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import io.tally.capture.mix.MeterReading;
import java.util.Map;

/// Where are the levels of the mix read, each time the meters are drawn?
///
/// Threads: called on the JavaFX thread; answers at once from what the mixer measured last.
public interface MeterTaps {
  /// The level of every channel, by its id.
  Map<String, MeterReading> channels();

  /// The level of the whole mix.
  MeterReading programme();
}
