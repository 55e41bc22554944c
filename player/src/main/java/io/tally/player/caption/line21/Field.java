// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption.line21;

import io.tally.player.caption.screen.ScreenHistory;
import java.util.List;

/// To which channel do the pairs of bytes of one field belong, and what do they mean (CEA-608 5 to
/// 8)?
///
/// Two channels share a field: CC1 and CC2 the first, CC3 and CC4 the second. A control code is
/// sent twice and obeyed once. Extended data and text services are passed over. Threads: one.
public final class Field {
  private static final int[] FIRST_ROW = {10, 0, 2, 11, 13, 4, 6, 8}; // from 0, by the first byte

  private final List<ScreenHistory> histories;
  private final List<Channel> channels;
  private int current = -1; // which of the two is spoken to; negative when none is
  private int lastControl = -1;
  private boolean text; // a text service speaks
  private boolean extended; // extended data come

  /// @param first of its channels
  /// @param second of its channels
  public Field(ScreenHistory first, ScreenHistory second) {
    histories = List.of(first, second);
    channels = List.of(new Channel(first), new Channel(second));
  }

  /// Takes the next pair.
  public void take(long atNs, int first, int second) {
    int two = second & 0x7F;
    if (((first & 0x7F) == 0 && two == 0) || !isOdd(second)) {
      return; // nothing, or damaged
    }
    int one = isOdd(first) ? first & 0x7F : 0x7F; // a damaged character is shown as a block
    if (one >= 0x10 && one < 0x20) {
      control(atNs, one, two);
    } else if (one >= 0x01 && one <= 0x0F) {
      extended = one != 0x0F; // 0x0F ends them
      lastControl = -1;
    } else {
      lastControl = -1;
      characters(atNs, one, two);
    }
  }

  private static boolean isOdd(int value) {
    return (Integer.bitCount(value & 0xFF) & 1) == 1;
  }

  private void characters(long atNs, int one, int two) {
    if (extended || text || current < 0) {
      return;
    }
    Channel channel = channels.get(current);
    if (one >= 0x20) {
      channel.write(CharacterSets.standard(one));
    }
    if (two >= 0x20) {
      channel.write(CharacterSets.standard(two));
    }
    channel.show(atNs);
    histories.get(current).heard(atNs);
  }

  private void control(long atNs, int one, int two) {
    int both = one << 8 | two;
    if (both == lastControl) {
      lastControl = -1; // sent twice, for those that lost the first
      return;
    }
    lastControl = both;
    extended = false;
    current = (one & 0x08) >> 3;
    int code = one & 0x17;
    // The second field has codes of its own for the same, and many senders use those of the first.
    boolean mode = (code == 0x14 || code == 0x15) && two >= 0x20 && two < 0x30;
    if (mode) {
      text = two == 0x2A || two == 0x2B || (text && !resumesCaptions(two));
    }
    Channel channel = channels.get(current);
    if (text && !(mode && erases(two))) {
      return;
    }
    if (two >= 0x40) {
      place(channel, code, two);
    } else if (mode) {
      channel.control(two);
    } else {
      other(channel, code, two);
    }
    channel.show(atNs);
    histories.get(current).heard(atNs);
  }

  /// Captions are erased also while text is sent.
  private static boolean erases(int code) {
    return code == 0x2C || code == 0x2E;
  }

  private static boolean resumesCaptions(int code) {
    return code == 0x20 || (code >= 0x25 && code <= 0x27) || code == 0x29 || code == 0x2F;
  }

  private static void place(Channel channel, int code, int two) {
    int row = FIRST_ROW[code & 7];
    if (code != 0x10 && (two & 0x20) != 0) {
      row++;
    }
    channel.place(row, (two & 0x10) != 0 ? (two >> 1 & 7) * 4 : 0);
  }

  private static void other(Channel channel, int code, int two) {
    if (code == 0x11 && two >= 0x30) {
      channel.write(CharacterSets.special(two));
    } else if (code == 0x11 && two >= 0x20) {
      channel.write(' '); // a change of colour takes a column
    } else if (code == 0x12 && two >= 0x20) {
      channel.replace(CharacterSets.spanishOrFrench(two));
    } else if (code == 0x13 && two >= 0x20) {
      channel.replace(CharacterSets.portugueseOrGerman(two));
    } else if (code == 0x17 && two >= 0x21 && two <= 0x23) {
      channel.tab(two - 0x20);
    }
  }
}
