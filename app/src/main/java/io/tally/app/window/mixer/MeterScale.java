// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

/// Where on a meter does a level stand?
final class MeterScale {
  /// The lower end of every meter, dBFS.
  static final double FLOOR_DB = -60;

  /// Above this a voice is loud enough; below it is green.
  static final double YELLOW_DB = -20;

  /// Above this there is little room left before it clips.
  static final double RED_DB = -9;

  private MeterScale() {}

  /// Whole pixels from the lower end.
  ///
  /// @param db dBFS; anything below the floor, and NaN, is 0
  /// @param length of the meter, px
  static int pixels(double db, int length) {
    if (!(db > FLOOR_DB)) {
      return 0;
    }
    return (int) Math.round(Math.min(db, 0) / -FLOOR_DB * length) + length;
  }
}
