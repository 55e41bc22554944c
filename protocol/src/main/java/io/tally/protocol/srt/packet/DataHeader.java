// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

import io.netty.buffer.ByteBuf;

/// What stands before the payload of a data packet (draft-sharabayko-srt section 3.1)?
///
/// @param sequence 31 bits
/// @param position [#SOLO] in live mode, else a part of a message
/// @param ordered whether the message must be given in order
/// @param key [#CLEAR], [#EVEN] or [#ODD]
/// @param retransmitted whether it was sent before
/// @param messageNumber 26 bits
/// @param timestampUs origin time since the sender's start, µs, 32 bits unsigned
/// @param destination the receiver's socket id
public record DataHeader(
    int sequence,
    int position,
    boolean ordered,
    int key,
    boolean retransmitted,
    int messageNumber,
    int timestampUs,
    int destination) {
  /// Bytes of every SRT header.
  public static final int BYTES = 16;

  /// A message that is one packet.
  public static final int SOLO = 3;

  /// Not encrypted.
  public static final int CLEAR = 0;

  /// Encrypted with the even key.
  public static final int EVEN = 1;

  /// Encrypted with the odd key.
  public static final int ODD = 2;

  /// Whether a datagram of at least four bytes is a data packet.
  public static boolean isData(ByteBuf datagram) {
    return datagram.getByte(datagram.readerIndex()) >= 0;
  }

  /// Takes the header off a datagram.
  ///
  /// @param datagram borrowed; afterwards its readable bytes are the payload
  /// @throws MalformedPacketException when it is no data packet
  public static DataHeader read(ByteBuf datagram) throws MalformedPacketException {
    if (datagram.readableBytes() < BYTES || !isData(datagram)) {
      throw new MalformedPacketException(
          "A data packet begins with a zero bit and has 16 bytes or more; this has "
              + datagram.readableBytes());
    }
    var sequence = datagram.readInt();
    var word = datagram.readInt();
    return new DataHeader(
        sequence,
        word >>> 30,
        (word & 1 << 29) != 0,
        word >>> 27 & 3,
        (word & 1 << 26) != 0,
        word & MessageNumber.MAX,
        datagram.readInt(),
        datagram.readInt());
  }

  /// Puts the header at the end of a buffer.
  public void write(ByteBuf out) {
    out.writeInt(sequence);
    out.writeInt(
        position << 30
            | (ordered ? 1 << 29 : 0)
            | key << 27
            | (retransmitted ? 1 << 26 : 0)
            | messageNumber);
    out.writeInt(timestampUs);
    out.writeInt(destination);
  }
}
