// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import io.tally.encoder.packet.nal.NalSyntax;
import io.tally.player.caption.Captions;
import io.tally.player.probe.picture.NalWalk;
import io.tally.player.probe.picture.SeiMessage;
import java.util.Arrays;
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
    NalSyntax syntax = (data[0] & 1) != 0 ? NalSyntax.HEVC : NalSyntax.H264;
    NalWalk.Format format = new NalWalk.Format(syntax, (data[0] >> 1 & 7) % 5);
    Captions captions = new Captions();
    int picture = 0;
    for (int at = 1; at + 2 <= data.length; picture++) {
      int length = (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
      int to = Math.min(data.length, at + 2 + length);
      byte[] coded = Arrays.copyOfRange(data, at + 2, to);
      List<SeiMessage> messages = SeiMessage.of(coded, coded.length, format);
      captions.picture(messages, picture ^ data[at + 1] & 3, picture);
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
