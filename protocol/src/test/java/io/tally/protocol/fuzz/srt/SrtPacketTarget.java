// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz.srt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.packet.AckBody;
import io.tally.protocol.srt.packet.ControlHeader;
import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.DropRange;
import io.tally.protocol.srt.packet.LossList;
import io.tally.protocol.srt.packet.MalformedPacketException;

/// Can any SRT packet be read as something that is written otherwise? One datagram an input.
public final class SrtPacketTarget {
  private SrtPacketTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var in = Unpooled.wrappedBuffer(data);
    try {
      if (data.length >= DataHeader.BYTES && DataHeader.isData(in)) {
        var header = DataHeader.read(in);
        expectSame(data, in, header::write);
        return;
      }
      var header = ControlHeader.read(in);
      switch (header.type()) {
        case ACK -> {
          var start = in.readerIndex();
          var ack = AckBody.read(in);
          expectSame(data, start, in, ack::write);
        }
        case NAK -> {
          var again = Unpooled.buffer();
          LossList.read(in, (first, last) -> LossList.write(again, first, last));
          expectReadable(again);
        }
        case DROP_REQUEST -> {
          var start = in.readerIndex();
          expectSame(data, start, in, DropRange.read(in)::write);
        }
        case HANDSHAKE -> handshake(in);
        default -> {}
      }
    } catch (MalformedPacketException e) {
      if (e.getMessage() == null) {
        throw new IllegalStateException("A refusal without words", e);
      }
    }
  }

  private interface Writer {
    void write(ByteBuf out);
  }

  private static void expectSame(byte[] data, ByteBuf in, Writer writer) {
    expectSame(data, 0, in, writer);
  }

  private static void expectSame(byte[] data, int from, ByteBuf in, Writer writer) {
    var out = Unpooled.buffer();
    writer.write(out);
    if (!out.equals(Unpooled.wrappedBuffer(data, from, in.readerIndex() - from))) {
      throw new IllegalStateException("Written otherwise than read");
    }
  }

  private static void expectReadable(ByteBuf written) throws MalformedPacketException {
    LossList.read(written, (_, _) -> {});
  }

  private static void handshake(ByteBuf in) throws MalformedPacketException {
    var read = Handshake.read(in);
    var out = Unpooled.buffer();
    read.write(out);
    var again = Handshake.read(out);
    if (!read.toString().equals(again.toString())) {
      throw new IllegalStateException("%s becomes %s".formatted(read, again));
    }
  }
}
