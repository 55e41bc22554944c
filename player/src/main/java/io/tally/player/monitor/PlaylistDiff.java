// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import java.util.ArrayList;
import java.util.List;

/// What is different between two versions of a playlist?
public final class PlaylistDiff {
  /// What became of a line?
  public enum Fate {
    SAME,
    ADDED,
    REMOVED
  }

  /// A line of one version or both.
  ///
  /// @param number in the newer version, from 1; 0 when it is not in it
  public record DiffLine(int number, Fate fate, String text) {}

  /// What is longer than this is compared at both ends only: it would take a second.
  private static final int MOST_COMPARED = 1_500;

  private PlaylistDiff() {}

  /// All lines of the newer version, and those that are gone where they stood.
  public static List<DiffLine> of(String older, String newer) {
    List<String> before = older.lines().toList();
    List<String> now = newer.lines().toList();
    int head = 0;
    while (head < Math.min(before.size(), now.size()) && before.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(before.size(), now.size()) - head
        && before.get(before.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    List<DiffLine> lines = new ArrayList<>(before.size() + now.size());
    for (int i = 0; i < head; i++) {
      lines.add(new DiffLine(i + 1, Fate.SAME, now.get(i)));
    }
    middle(
        before.subList(head, before.size() - tail),
        now.subList(head, now.size() - tail),
        head,
        lines);
    for (int i = now.size() - tail; i < now.size(); i++) {
      lines.add(new DiffLine(i + 1, Fate.SAME, now.get(i)));
    }
    return lines;
  }

  private static void middle(List<String> before, List<String> now, int offset, List<DiffLine> to) {
    boolean compared = before.size() <= MOST_COMPARED && now.size() <= MOST_COMPARED;
    int[][] common = compared ? common(before, now) : new int[0][0];
    int i = 0;
    int j = 0;
    while (i < before.size() || j < now.size()) {
      if (compared && i < before.size() && j < now.size() && before.get(i).equals(now.get(j))) {
        to.add(new DiffLine(offset + j + 1, Fate.SAME, now.get(j)));
        i++;
        j++;
      } else if (i < before.size()
          && (j == now.size() || !compared || common[i + 1][j] >= common[i][j + 1])) {
        to.add(new DiffLine(0, Fate.REMOVED, before.get(i)));
        i++;
      } else {
        to.add(new DiffLine(offset + j + 1, Fate.ADDED, now.get(j)));
        j++;
      }
    }
  }

  /// How long the longest common sequence of lines is, from each pair of places on.
  private static int[][] common(List<String> before, List<String> now) {
    int[][] common = new int[before.size() + 1][now.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
