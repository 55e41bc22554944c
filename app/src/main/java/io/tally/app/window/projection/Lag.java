// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

/// How many frames came too late in this time on the air, or else in the last?
///
/// The canvas counts from its own beginning, and opening devices always costs it some. Threads: one
/// at a time.
public final class Lag {
  private long before;
  private long counted;
  private boolean counting;

  /// Takes a reading and says how many count.
  ///
  /// @param onAir whether it counts now
  /// @param total frames lagged since the canvas began
  public long count(boolean onAir, long total) {
    if (onAir && !counting) {
      before = total;
    }
    if (onAir) {
      counted = total - before;
    }
    counting = onAir;
    return counted;
  }
}
