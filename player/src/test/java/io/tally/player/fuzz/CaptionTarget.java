// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import io.tally.player.caption.Captions;
import io.tally.player.caption.Framing;
import java.nio.ByteBuffer;
import java.util.List;

/// Can coded pictures make the reader of captions fail, or show more than a screen holds? The first
/// byte says how they are framed, and before each picture two say its length.
public final class CaptionTarget {
  private static final int LINE21_ROWS = 15;
  private static final int LINE21_COLUMNS = 32;
  private static final int WINDOWS_ROWS = 8 * 16;
  private static final int WINDOW_COLUMNS = 64;

  private CaptionTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    Framing framing = new Framing((data[0] & 1) != 0, data[0] >> 1 & 7);
    Captions captions = new Captions();
    int picture = 0;
    for (int at = 1; at + 2 <= data.length; picture++) {
      int length = (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
      int to = Math.min(data.length, at + 2 + length);
      ByteBuffer coded = ByteBuffer.wrap(data, at + 2, to - at - 2);
      captions.picture(coded, framing, picture ^ data[at + 1] & 3, picture);
      at = to;
    }
    captions.end();
    for (String channel : captions.found()) {
      boolean line21 = channel.startsWith("CC");
      int rows = line21 ? LINE21_ROWS : WINDOWS_ROWS;
      int columns = line21 ? LINE21_COLUMNS : WINDOW_COLUMNS;
      for (List<String> screen : captions.changes(channel).values()) {
        Expect.that(screen.size() <= rows, "More rows than there are");
        for (String row : screen) {
          Expect.that(!row.isBlank() && row.length() <= columns, "A row that cannot be");
          Expect.that(row.chars().noneMatch(Character::isISOControl), "A row has a control");
        }
      }
    }
  }
}
