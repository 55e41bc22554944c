// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption.line21;

import io.tally.player.caption.screen.ScreenHistory;

/// What do the codes of one caption channel put on the screen (CEA-608 7; 47 CFR 15.119 (e) and
/// (f))?
///
/// Colours, italics and underlines are passed over; the space that comes with them is not. Threads:
/// one.
final class Channel {
  private static final int LAST_ROW = Memory.ROWS - 1;
  private static final int LAST_COLUMN = Memory.COLUMNS - 1;

  private enum Mode {
    /// Nothing was said yet of how it is to be shown, so nothing is.
    UNKNOWN,
    POP_ON,
    ROLL_UP,
    PAINT_ON
  }

  private final ScreenHistory history;
  private Memory shown = new Memory();
  private Memory hidden = new Memory();
  private Mode mode = Mode.UNKNOWN;
  private int depth = 2;
  private int row = LAST_ROW;
  private int column;

  Channel(ScreenHistory history) {
    this.history = history;
  }

  /// Says what is on the screen after a pair of bytes.
  void show(long atNs) {
    history.show(atNs, shown.text());
  }

  void write(char character) {
    if (mode == Mode.UNKNOWN) {
      return;
    }
    target().put(row, Math.min(column, LAST_COLUMN), character);
    column = Math.min(column + 1, Memory.COLUMNS); // behind the last, which is written over then
  }

  /// In place of the character before, which is there for those that do not know this one.
  void replace(char character) {
    back();
    write(character);
  }

  private Memory target() {
    return mode == Mode.POP_ON ? hidden : shown;
  }

  private void back() {
    if (column > 0) {
      column--;
      if (mode != Mode.UNKNOWN) {
        target().put(row, column, ' ');
      }
    }
  }

  /// Of 0x14 and a byte from 0x20 to 0x2F.
  void control(int code) {
    switch (code) {
      case 0x20 -> mode = Mode.POP_ON;
      case 0x21 -> back();
      case 0x24 -> target().clearFrom(row, Math.min(column, LAST_COLUMN));
      case 0x25, 0x26, 0x27 -> rollUp(code - 0x23);
      case 0x29 -> mode = Mode.PAINT_ON;
      case 0x2C -> shown.clear();
      case 0x2D -> carriageReturn();
      case 0x2E -> hidden.clear();
      case 0x2F -> {
        Memory before = shown;
        shown = hidden;
        hidden = before;
        mode = Mode.POP_ON;
      }
      default -> {} // flashing, alarms, and text mode, which is no caption
    }
  }

  private void rollUp(int rows) {
    if (mode != Mode.ROLL_UP) {
      shown.clear();
      hidden.clear();
      row = LAST_ROW;
      column = 0;
    }
    mode = Mode.ROLL_UP;
    depth = rows;
    keepDepth();
  }

  private void carriageReturn() {
    if (mode == Mode.ROLL_UP) {
      keepDepth();
      shown.roll(Math.max(0, row - depth + 1), row);
      column = 0;
    }
  }

  /// Rows above the ones that roll are gone.
  private void keepDepth() {
    for (int above = 0; above <= row - depth; above++) {
      shown.clearFrom(above, 0);
    }
  }

  /// Of a preamble address code: where the words go on.
  void place(int newRow, int indent) {
    if (mode == Mode.ROLL_UP && newRow != row) {
      int base = Math.max(newRow, depth - 1); // the rows above must have room
      shown.move(row, depth, base);
      row = base;
    } else {
      row = newRow;
    }
    column = indent;
  }

  void tab(int columns) {
    column = Math.min(column + columns, LAST_COLUMN);
  }
}
