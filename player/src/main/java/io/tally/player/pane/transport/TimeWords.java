// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.transport;

import java.util.Locale;

/// How is a place in a stream written?
public final class TimeWords {
  private static final long SECOND_NS = 1_000_000_000L;

  private TimeWords() {}

  /// Minutes and seconds, and hours where there are: `0:12`, `1:02:05`.
  public static String clock(long ns) {
    long seconds = Math.max(0, ns) / SECOND_NS;
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /// A place: of a recording from its start with its length, of a live stream before its end.
  static String place(Standing standing, long placeNs) {
    return standing.live()
        ? "−" + clock(standing.endNs() - placeNs)
        : clock(placeNs - standing.startNs())
            + " / "
            + clock(standing.endNs() - standing.startNs());
  }

  /// A rate, such as `1.5×`.
  static String rate(double factor) {
    return (factor == Math.rint(factor)
            ? String.format(Locale.ROOT, "%.0f", factor)
            : Double.toString(factor))
        + "×";
  }
}
