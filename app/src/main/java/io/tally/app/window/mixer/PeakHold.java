// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import io.tally.capture.mix.MeterReading;

/// Where did the level stand at its highest, a moment ago?
///
/// Stays for [#HOLD_NS], then takes the level of then. Threads: one at a time.
final class PeakHold {
  static final long HOLD_NS = 1_500_000_000L;

  private double heldDb = MeterReading.FLOOR_DB;
  private long heldAtNs;

  /// Takes a new level and says where the mark stands, dBFS.
  ///
  /// @param nowNs any steady clock, ns
  double update(double levelDb, long nowNs) {
    if (levelDb >= heldDb || nowNs - heldAtNs > HOLD_NS) {
      heldDb = levelDb;
      heldAtNs = nowNs;
    }
    return heldDb;
  }
}
