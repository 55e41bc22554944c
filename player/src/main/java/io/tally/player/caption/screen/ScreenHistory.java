// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption.screen;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which rows stand on the screen of one caption channel at a moment of the run time?
///
/// Of too many changes the earliest are forgotten. What nothing was said about for sixteen seconds
/// is gone, as receivers have always done: words of a sender that has fallen silent must not stay.
/// Threads: any.
public final class ScreenHistory {
  private static final int MOST = 10_000;
  private static final long SILENCE_NS = 16_000_000_000L;

  /// @param heardNs when the channel last said anything
  private record Screen(List<String> rows, long heardNs) {}

  private final TreeMap<Long, Screen> screens = new TreeMap<>(); // guarded by this
  private boolean said;

  /// Says what stands there from a moment on; what was told of later moments holds no more.
  ///
  /// @param rows from the top, without those that are empty
  public synchronized void show(long atNs, List<String> rows) {
    screens.tailMap(atNs, true).clear();
    Map.Entry<Long, Screen> before = screens.lastEntry();
    if (before == null ? rows.isEmpty() : before.getValue().rows().equals(rows)) {
      heard(atNs);
      return;
    }
    said |= !rows.isEmpty();
    screens.put(atNs, new Screen(List.copyOf(rows), atNs));
    if (screens.size() > MOST) {
      screens.pollFirstEntry();
    }
  }

  /// Says that the channel is alive at a moment.
  public synchronized void heard(long atNs) {
    Map.Entry<Long, Screen> last = screens.lastEntry();
    if (last != null && atNs > last.getValue().heardNs()) {
      screens.put(last.getKey(), new Screen(last.getValue().rows(), atNs));
    }
  }

  /// Whether anything ever stood there.
  public synchronized boolean hasSaid() {
    return said;
  }

  /// The rows at a moment.
  public synchronized List<String> at(long atNs) {
    Map.Entry<Long, Screen> found = screens.floorEntry(atNs);
    if (found == null || atNs - found.getValue().heardNs() > SILENCE_NS) {
      return List.of();
    }
    return found.getValue().rows();
  }

  /// Every change, oldest first: what stands there from when on.
  public synchronized Map<Long, List<String>> changes() {
    Map<Long, List<String>> all = new TreeMap<>();
    screens.forEach((atNs, screen) -> all.put(atNs, screen.rows()));
    return all;
  }
}
