// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

/// How many frames came too late in this time on the air, or else in the last?
///
/// The canvas counts from its own beginning, and opening devices always costs it some. Threads: one
/// at a time.
final class Lag {
  private long before;
  private long counted;
  private boolean counting;

  /// @param onAir whether it counts now
  /// @param total frames lagged since the canvas began
  long count(boolean onAir, long total) {
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
