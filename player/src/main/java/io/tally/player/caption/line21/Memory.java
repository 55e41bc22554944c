// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption.line21;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which characters stand in the fifteen rows and thirty-two columns of a caption?
final class Memory {
  static final int ROWS = 15;
  static final int COLUMNS = 32;

  private final char[][] rows = new char[ROWS][COLUMNS];

  Memory() {
    clear();
  }

  void clear() {
    for (char[] row : rows) {
      Arrays.fill(row, ' ');
    }
  }

  void put(int row, int column, char character) {
    rows[row][column] = character;
  }

  void clearFrom(int row, int column) {
    Arrays.fill(rows[row], column, COLUMNS, ' ');
  }

  /// Moves some rows up by one; the last of them is empty then, and the first is gone.
  void roll(int first, int last) {
    for (int row = first; row < last; row++) {
      rows[row] = rows[row + 1];
    }
    rows[last] = new char[COLUMNS];
    Arrays.fill(rows[last], ' ');
  }

  /// Keeps so many rows above and including one, and lets them end at another.
  void move(int base, int depth, int newBase) {
    char[][] kept = new char[depth][];
    for (int i = 0; i < depth; i++) {
      int row = base - depth + 1 + i;
      kept[i] = row < 0 ? blank() : rows[row];
    }
    for (int row = 0; row < ROWS; row++) {
      rows[row] = blank();
    }
    for (int i = 0; i < depth; i++) {
      int row = newBase - depth + 1 + i;
      if (row >= 0) {
        rows[row] = kept[i];
      }
    }
  }

  private static char[] blank() {
    char[] row = new char[COLUMNS];
    Arrays.fill(row, ' ');
    return row;
  }

  /// From the top, without rows that are empty and without the room around the words.
  List<String> text() {
    List<String> text = new ArrayList<>();
    for (char[] row : rows) {
      String words = new String(row).replace('\u00a0', ' ').strip();
      if (!words.isEmpty()) {
        text.add(words);
      }
    }
    return text;
  }
}
