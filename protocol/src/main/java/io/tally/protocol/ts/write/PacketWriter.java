// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import io.tally.protocol.ts.TsPacket;
import io.tally.protocol.ts.TsTime;
import java.nio.ByteBuffer;

/// How is data of one PID cut into transport packets (ISO/IEC 13818-1 section 2.4.3)?
///
/// One thread at a time.
final class PacketWriter {
  /// No clock reference in this packet.
  static final long NO_CLOCK = Long.MIN_VALUE;

  private static final int ROOM = TsPacket.BYTES - TsPacket.HEADER_BYTES;
  private static final int CLOCK_BYTES = 6;
  private static final byte STUFFING = (byte) 0xFF;

  private final int pid;
  private final PayloadPacker out;
  private int continuity;

  PacketWriter(int pid, PayloadPacker out) {
    this.pid = pid;
    this.out = out;
  }

  /// Writes a section, which must fit into one packet.
  void section(ByteBuffer section) throws InterruptedException {
    var packet = out.next();
    header(packet, /* start= */ true, /* adaptation= */ false, /* payload= */ true);
    packet.put((byte) 0); // pointer_field
    var end = packet.position() + ROOM - 1;
    packet.put(section);
    stuff(packet, end - packet.position());
  }

  /// Writes a PES packet.
  ///
  /// @param data header and payload; taken up
  /// @param clockTicks the clock reference of its first byte, or [#NO_CLOCK]
  /// @param randomAccess whether a decoder can begin here
  void pes(ByteBuffer data, long clockTicks, boolean randomAccess) throws InterruptedException {
    var first = true;
    while (data.hasRemaining()) {
      var clock = first ? clockTicks : NO_CLOCK;
      var random = first && randomAccess;
      var adaptation = clock != NO_CLOCK ? 2 + CLOCK_BYTES : random ? 2 : 0;
      var bytes = Math.min(data.remaining(), ROOM - adaptation);
      adaptation = ROOM - bytes;
      var packet = out.next();
      header(packet, first, adaptation > 0, /* payload= */ true);
      adaptation(packet, adaptation, clock, random);
      packet.put(data.slice(data.position(), bytes));
      data.position(data.position() + bytes);
      first = false;
    }
  }

  /// Writes a packet that holds a clock reference and nothing else.
  void clock(long ticks) throws InterruptedException {
    var packet = out.next();
    header(packet, /* start= */ false, /* adaptation= */ true, /* payload= */ false);
    adaptation(packet, ROOM, ticks, /* randomAccess= */ false);
  }

  private void header(ByteBuffer packet, boolean start, boolean adaptation, boolean payload) {
    packet.put(TsPacket.SYNC);
    packet.putShort((short) ((start ? 0x4000 : 0) | pid));
    // A packet without payload repeats the number of the one before (section 2.4.3.3).
    var number = payload ? continuity : continuity - 1 & 0xF;
    packet.put((byte) ((adaptation ? 0x20 : 0) | (payload ? 0x10 : 0) | number));
    if (payload) {
      continuity = continuity + 1 & 0xF;
    }
  }

  /// @param bytes of the whole field with its length; 0 for none
  private static void adaptation(
      ByteBuffer packet, int bytes, long clockTicks, boolean randomAccess) {
    if (bytes == 0) {
      return;
    }
    packet.put((byte) (bytes - 1));
    if (bytes == 1) {
      return;
    }
    var clock = clockTicks != NO_CLOCK;
    packet.put((byte) ((randomAccess ? 0x40 : 0) | (clock ? 0x10 : 0)));
    if (clock) {
      // 33 bits of 90 kHz, six reserved ones, nine of 27 MHz, which are 0 here.
      packet.putInt((int) (TsTime.wrapped(clockTicks) >> 1));
      packet.putShort((short) ((clockTicks & 1) << 15 | 0x7E00));
    }
    stuff(packet, bytes - 2 - (clock ? CLOCK_BYTES : 0));
  }

  private static void stuff(ByteBuffer packet, int bytes) {
    for (var i = 0; i < bytes; i++) {
      packet.put(STUFFING);
    }
  }
}
