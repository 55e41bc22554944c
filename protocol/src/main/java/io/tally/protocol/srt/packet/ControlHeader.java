// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

import io.netty.buffer.ByteBuf;

/// What stands before the body of a control packet (draft-sharabayko-srt section 3.2)?
///
/// @param type the kind
/// @param subtype of an extension: 3 asks for keys, 4 answers; else 0
/// @param info an acknowledgement's journal number, a message's number, an error; else 0
/// @param timestampUs since the sender's start, µs, 32 bits unsigned
/// @param destination the receiver's socket id, 0 to ask for a connection
public record ControlHeader(
    ControlType type, int subtype, int info, int timestampUs, int destination) {
  /// Subtype of an extension that asks the peer to take keys.
  public static final int KEY_REQUEST = 3;

  /// Subtype of an extension that answers [#KEY_REQUEST].
  public static final int KEY_RESPONSE = 4;

  /// A header without a subtype.
  public static ControlHeader of(ControlType type, int info, int timestampUs, int destination) {
    return new ControlHeader(type, 0, info, timestampUs, destination);
  }

  /// Takes the header off a datagram.
  ///
  /// @param datagram borrowed; afterwards its readable bytes are the body
  /// @throws MalformedPacketException when it is no control packet
  public static ControlHeader read(ByteBuf datagram) throws MalformedPacketException {
    if (datagram.readableBytes() < DataHeader.BYTES || DataHeader.isData(datagram)) {
      throw new MalformedPacketException(
          "A control packet begins with a one bit and has 16 bytes or more; this has "
              + datagram.readableBytes());
    }
    var word = datagram.readInt();
    return new ControlHeader(
        ControlType.of(word >>> 16 & 0x7FFF),
        word & 0xFFFF,
        datagram.readInt(),
        datagram.readInt(),
        datagram.readInt());
  }

  /// Puts the header at the end of a buffer.
  public void write(ByteBuf out) {
    out.writeInt(1 << 31 | (type.code() & 0x7FFF) << 16 | subtype);
    out.writeInt(info);
    out.writeInt(timestampUs);
    out.writeInt(destination);
  }

  /// Puts the header and an empty body, which libsrt wants to be four bytes, at the end of a
  /// buffer.
  public void writeAlone(ByteBuf out) {
    write(out);
    out.writeInt(0);
  }
}
