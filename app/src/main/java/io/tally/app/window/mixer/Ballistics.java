// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

/// How does one bar of a meter move, so that an eye can follow it?
///
/// It rises at once and falls steadily; the highest level stays as a mark for a while. Threads: one
/// at a time.
final class Ballistics {
  private static final double FALL_DB_PER_SECOND = 20; // IEC 60268-10 type I falls 20 dB in 1.7 s
  private static final long HOLD_NS = 1_500_000_000L;

  private double level = MeterScale.FLOOR_DB;
  private double hold = MeterScale.FLOOR_DB;
  private long heldAtNs;
  private long lastNs;

  /// Takes a new reading.
  ///
  /// @param db dBFS
  /// @param nowNs any steady clock, ns
  void update(double db, long nowNs) {
    double fallen = level - FALL_DB_PER_SECOND * (nowNs - lastNs) / 1e9;
    lastNs = nowNs;
    double heard = db > MeterScale.FLOOR_DB ? db : MeterScale.FLOOR_DB;
    level = Math.max(heard, Math.max(fallen, MeterScale.FLOOR_DB));
    if (level >= hold || nowNs - heldAtNs > HOLD_NS) {
      hold = level;
      heldAtNs = nowNs;
    }
  }

  /// Where the bar ends, dBFS.
  double level() {
    return level;
  }

  /// Where the mark stands, dBFS.
  double hold() {
    return hold;
  }
}
