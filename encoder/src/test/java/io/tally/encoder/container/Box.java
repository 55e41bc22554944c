// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Which boxes of ISO/IEC 14496-12 stand in these bytes?
record Box(String type, ByteBuffer body) {
  static List<Box> read(byte[] bytes) {
    return read(ByteBuffer.wrap(bytes));
  }

  private static List<Box> read(ByteBuffer bytes) {
    List<Box> boxes = new ArrayList<>();
    for (int at = 0; at < bytes.limit(); ) {
      int size = bytes.getInt(at);
      byte[] type = new byte[4];
      bytes.get(at + 4, type);
      boxes.add(new Box(new String(type, ISO_8859_1), bytes.slice(at + 8, size - 8)));
      at += size;
    }
    return boxes;
  }

  /// The decode times of a fragment's tracks (8.8.12), in the tracks' ticks.
  static List<Long> tfdt(byte[] fragment) {
    List<Long> times = new ArrayList<>();
    for (Box traf : read(inside(read(fragment), "moof"))) {
      if (traf.type().equals("traf")) {
        times.add(inside(read(traf.body()), "tfdt").getLong(4)); // version 1
      }
    }
    return times;
  }

  private static ByteBuffer inside(List<Box> boxes, String type) {
    return boxes.stream().filter(b -> b.type().equals(type)).findFirst().orElseThrow().body();
  }
}
