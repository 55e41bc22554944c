// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Which NAL units stand in a byte stream (ITU-T H.264 and H.265 annex B)?
final class NalUnitList {
  private NalUnitList() {}

  /// Each unit from its header on, sharing the bytes; empty where there is no start code.
  static List<ByteBuffer> of(ByteBuffer stream) {
    var units = new ArrayList<ByteBuffer>();
    var bytes = stream.array();
    var from = stream.arrayOffset() + stream.position();
    var limit = stream.arrayOffset() + stream.limit();
    var unit = -1;
    for (var i = from; i + 2 < limit; ) {
      var third = bytes[i + 2];
      if (third > 1 || third < 0) {
        i += 3; // no start code can lie across this byte
      } else if (third == 1 && bytes[i] == 0 && bytes[i + 1] == 0) {
        add(units, bytes, unit, i);
        unit = i + 3;
        i += 3;
      } else {
        i++;
      }
    }
    add(units, bytes, unit, limit);
    return units;
  }

  private static void add(List<ByteBuffer> units, byte[] bytes, int start, int end) {
    var last = end;
    while (start >= 0 && last > start && bytes[last - 1] == 0) {
      last--; // trailing_zero_8bits; a unit itself never ends with 0
    }
    if (start >= 0 && last > start) {
      units.add(ByteBuffer.wrap(bytes, start, last - start).slice());
    }
  }
}
