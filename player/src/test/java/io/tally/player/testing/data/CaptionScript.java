// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.data;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Caption bytes for numbered pictures, as an encoder of captions sends them: one pair a field and
/// picture, control codes twice, characters with odd parity.
public final class CaptionScript {
  private static final int LAST = 0x1F;
  private static final int[] ROW_CODE = {
    0x11, 0x11, 0x12, 0x12, 0x15, 0x15, 0x16, 0x16, 0x17, 0x17, 0x10, 0x13, 0x13, 0x14, 0x14
  };
  private static final int[] ROW_BASE = {
    0x40, 0x60, 0x40, 0x60, 0x40, 0x60, 0x40, 0x60, 0x40, 0x60, 0x40, 0x40, 0x60, 0x40, 0x60
  };

  private final List<TreeMap<Long, byte[]>> fields = List.of(new TreeMap<>(), new TreeMap<>());
  private final Map<Long, byte[]> packets = new TreeMap<>();
  private final long[] cursors = {0, 0};
  private int sequence;

  /// Speaks for one of the channels CC1 to CC4.
  public final class Line21 {
    private final int field;
    private final int second; // 8 for the second channel of a field

    private Line21(int channel) {
      field = (channel - 1) / 2;
      second = (channel - 1) % 2 * 8;
    }

    /// Goes on at a picture.
    public Line21 from(long picture) {
      cursors[field] = picture;
      return this;
    }

    /// Two bytes, without parity.
    public Line21 pair(int one, int two) {
      fields.get(field).put(cursors[field]++, new byte[] {odd(one), odd(two)});
      return this;
    }

    /// A control code, twice.
    public Line21 code(int one, int two) {
      return pair(one | second, two).pair(one | second, two);
    }

    /// A code of 0x14 and another byte.
    public Line21 mode(int two) {
      return code(0x14, two);
    }

    /// Where the words go on: a row from 1, and an indent of fours.
    public Line21 row(int row, int indent) {
      return code(ROW_CODE[row - 1], ROW_BASE[row - 1] | 0x10 | indent / 4 * 2);
    }

    /// Characters of the standard set.
    public Line21 text(String text) {
      for (int i = 0; i < text.length(); i += 2) {
        pair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0);
      }
      return this;
    }

    /// A caption that is sent from one picture on and stands there from another on.
    public Line21 popOn(long sent, long shown, Map<Integer, String> rows) {
      from(sent).mode(0x20).mode(0x2E);
      rows.forEach((row, text) -> row(row, 0).text(text));
      return from(shown).mode(0x2F);
    }
  }

  /// The channel of that number.
  public Line21 channel(int number) {
    return new Line21(number);
  }

  private static byte odd(int value) {
    return (byte) (Integer.bitCount(value) % 2 == 0 ? value | 0x80 : value);
  }

  /// Bytes of a service of CEA-708, sent with a picture.
  public void service(int number, long picture, byte[] bytes) {
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += LAST) {
      int size = Math.min(LAST, bytes.length - at);
      packet.write(number << 5 | size);
      packet.write(bytes, at, size);
    }
    int words = (packet.size() + 2) / 2; // with the header
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write((sequence++ & 3) << 6 | words);
    whole.writeBytes(packet.toByteArray());
    while (whole.size() < 2 * words) {
      whole.write(0);
    }
    packets.put(picture, whole.toByteArray());
  }

  /// What goes with a picture: a pair of each field, and a packet when there is one.
  public byte[] triplets(long picture) {
    List<byte[]> all = new ArrayList<>();
    for (int field = 0; field < 2; field++) {
      byte[] pair = fields.get(field).getOrDefault(picture, new byte[] {odd(0), odd(0)});
      all.add(new byte[] {(byte) (0xFC | field), pair[0], pair[1]});
    }
    byte[] packet = packets.getOrDefault(picture, new byte[0]);
    for (int at = 0; at < packet.length; at += 2) {
      all.add(new byte[] {(byte) (at == 0 ? 0xFF : 0xFE), packet[at], packet[at + 1]});
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    all.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
