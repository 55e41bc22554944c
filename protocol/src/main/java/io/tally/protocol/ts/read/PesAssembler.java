// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.read;

import io.tally.protocol.ts.track.AccessUnit;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// Where does a PES packet begin and end (ISO/IEC 13818-1 section 2.4.3.6)?
///
/// Its end is known by its length, or else by the beginning of the next. Memory: one packet of 8
/// MiB at most; a longer one is passed over. One of which a part was lost is passed over too.
final class PesAssembler {
  private static final int FIRST_BYTES = 1 << 14;
  private static final int MOST_BYTES = 8 << 20;
  private static final int HEADER_BYTES = 9;
  private static final int LENGTH_AT = 4;
  private static final int FLAGS_AT = 7;
  private static final int HEADER_LENGTH_AT = 8;
  private static final int TIME_BYTES = 5;

  private final Consumer<AccessUnit> units;
  private ByteBuffer packet = ByteBuffer.allocate(FIRST_BYTES);
  private boolean begun;
  private boolean randomAccess;

  PesAssembler(Consumer<AccessUnit> units) {
    this.units = units;
  }

  /// Takes the payload of a transport packet.
  ///
  /// @param start whether a PES packet begins with it
  /// @param random whether a decoder can begin with it
  void packet(ByteBuffer payload, boolean start, boolean random) {
    if (start) {
      end();
      begun = true;
      randomAccess = random;
    }
    if (!begun) {
      return;
    }
    if (!makeRoom(payload.remaining())) {
      broken();
      return;
    }
    packet.put(payload);
    if (packet.position() >= HEADER_BYTES) {
      var length = packet.getShort(LENGTH_AT) & 0xFFFF;
      if (length > 0 && packet.position() >= LENGTH_AT + 2 + length) {
        packet.position(LENGTH_AT + 2 + length);
        end();
      }
    }
  }

  /// A part is missing: what was collected is worth nothing.
  void broken() {
    begun = false;
    packet.clear();
  }

  /// Nothing follows: lets go of what is there.
  void end() {
    if (begun && packet.position() >= HEADER_BYTES) {
      whole(packet.duplicate().flip());
    }
    broken();
  }

  private boolean makeRoom(int bytes) {
    var needed = packet.position() + bytes;
    if (needed > MOST_BYTES) {
      return false;
    }
    if (needed > packet.capacity()) {
      var larger =
          ByteBuffer.allocate(Math.min(MOST_BYTES, Math.max(needed, 2 * packet.capacity())));
      packet = larger.put(packet.flip());
    }
    return true;
  }

  private void whole(ByteBuffer pes) {
    var dataAt = HEADER_BYTES + (pes.get(HEADER_LENGTH_AT) & 0xFF);
    if (pes.getShort(0) != 0 || pes.get(2) != 1 || dataAt > pes.limit()) {
      return;
    }
    var length = pes.getShort(LENGTH_AT) & 0xFFFF;
    if (length > 0 && LENGTH_AT + 2 + length > pes.limit()) {
      return; // cut short
    }
    var times = pes.get(FLAGS_AT) >> 6 & 3;
    var pts = AccessUnit.NO_TIME;
    var dts = AccessUnit.NO_TIME;
    if (times >= 2 && HEADER_BYTES + TIME_BYTES <= dataAt) {
      pts = time(pes, HEADER_BYTES);
      dts =
          times == 3 && HEADER_BYTES + 2 * TIME_BYTES <= dataAt
              ? time(pes, HEADER_BYTES + TIME_BYTES)
              : pts;
    }
    var data = ByteBuffer.allocate(pes.limit() - dataAt);
    data.put(pes.position(dataAt)).flip();
    units.accept(new AccessUnit(data, pts, dts, randomAccess));
  }

  private static long time(ByteBuffer in, int at) {
    return (in.get(at) & 0xEL) << 29
        | (in.getShort(at + 1) & 0xFFFEL) << 14
        | (in.getShort(at + 3) & 0xFFFEL) >> 1;
  }
}
