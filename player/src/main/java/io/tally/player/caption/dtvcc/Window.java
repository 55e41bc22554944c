// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption.dtvcc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which rows stand in a window, and where is it (CEA-708 8.4 and 8.10.5)?
///
/// What is written is kept as rows of text; pens, colours and edges are passed over.
final class Window {
  private static final int COLUMNS = 64; // more than the 42 of the widest, for those that miscount
  private static final double RELATIVE = 100;
  private static final double ABSOLUTE = 75;
  private static final double ROW_HEIGHT = 1 / 15.0;

  private final char[][] rows = new char[16][COLUMNS];
  private int count = 1;
  private boolean visible;
  private int priority;
  private int anchor;
  private double vertical; // of the anchor, from 0 at the top to 1
  private int row;
  private int column;

  Window() {
    clear();
  }

  /// Takes the six bytes that define it; what stands in it stays.
  void define(byte[] bytes, int at) {
    visible = (bytes[at] & 0x20) != 0;
    priority = bytes[at] & 7;
    boolean relative = (bytes[at + 1] & 0x80) != 0;
    vertical = Math.min(1, (bytes[at + 1] & 0x7F) / (relative ? RELATIVE : ABSOLUTE));
    anchor = Math.min(8, bytes[at + 3] >> 4 & 0xF);
    count = (bytes[at + 3] & 0xF) + 1;
    row = Math.min(row, count - 1);
  }

  boolean isVisible() {
    return visible;
  }

  void show(boolean wanted) {
    visible = wanted;
  }

  int priority() {
    return priority;
  }

  /// Where it begins, from 0 at the top.
  double top() {
    int halves = anchor / 3; // anchored at top, middle or bottom
    return vertical - count * ROW_HEIGHT * halves / 2;
  }

  void clear() {
    for (char[] each : rows) {
      Arrays.fill(each, ' ');
    }
    row = 0;
    column = 0;
  }

  void write(char character) {
    if (column < COLUMNS) {
      rows[row][column++] = character;
    }
  }

  void back() {
    if (column > 0) {
      rows[row][--column] = ' ';
    }
  }

  void carriageReturn() {
    column = 0;
    if (row + 1 < count) {
      row++;
      return;
    }
    char[] gone = rows[0];
    System.arraycopy(rows, 1, rows, 0, count - 1);
    rows[count - 1] = gone;
    Arrays.fill(gone, ' ');
  }

  void clearRow() {
    Arrays.fill(rows[row], ' ');
    column = 0;
  }

  void place(int newRow, int newColumn) {
    row = Math.min(newRow, count - 1);
    column = newColumn;
  }

  List<String> text() {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String words = new String(rows[i]).strip();
      if (!words.isEmpty()) {
        text.add(words);
      }
    }
    return text;
  }
}
