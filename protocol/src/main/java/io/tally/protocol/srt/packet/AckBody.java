// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

import io.netty.buffer.ByteBuf;

/// What does an acknowledgement tell (draft-sharabayko-srt section 3.2.4)?
///
/// @param form how much of the rest is there; what is not there is 0
/// @param sequence of the first packet that has not arrived
/// @param roundTripUs as the receiver measures it, µs
/// @param roundTripVarianceUs its variance, µs
/// @param freePackets room in the receiver's buffer
/// @param packetsPerS rate of arrival
/// @param capacityPacketsPerS estimate of what the line can carry
/// @param bytesPerS rate of arrival
public record AckBody(
    Form form,
    int sequence,
    int roundTripUs,
    int roundTripVarianceUs,
    int freePackets,
    int packetsPerS,
    int capacityPacketsPerS,
    int bytesPerS) {
  /// The three lengths.
  public enum Form {
    /// The sequence number only, between two full ones; nobody answers it.
    LIGHT,
    /// Without rates.
    SMALL,
    /// All.
    FULL
  }

  private static final int SMALL_BYTES = 16;
  private static final int FULL_BYTES = 28;

  /// One that tells only what has arrived.
  public static AckBody light(int sequence) {
    return new AckBody(Form.LIGHT, sequence, 0, 0, 0, 0, 0, 0);
  }

  /// Reads a body; more bytes than a full one has are passed over.
  public static AckBody read(ByteBuf body) throws MalformedPacketException {
    var bytes = body.readableBytes();
    if (bytes < Integer.BYTES) {
      throw new MalformedPacketException(
          "An acknowledgement has 4 bytes or more; this has " + bytes);
    }
    var sequence = body.readInt();
    if (sequence < 0) {
      throw new MalformedPacketException("An acknowledged sequence number has 31 bits");
    }
    if (bytes < SMALL_BYTES) {
      return light(sequence);
    }
    var full = bytes >= FULL_BYTES;
    return new AckBody(
        full ? Form.FULL : Form.SMALL,
        sequence,
        body.readInt(),
        body.readInt(),
        body.readInt(),
        full ? body.readInt() : 0,
        full ? body.readInt() : 0,
        full ? body.readInt() : 0);
  }

  /// Puts the body at the end of a buffer.
  public void write(ByteBuf out) {
    out.writeInt(sequence);
    if (form == Form.LIGHT) {
      return;
    }
    out.writeInt(roundTripUs);
    out.writeInt(roundTripVarianceUs);
    out.writeInt(freePackets);
    if (form == Form.FULL) {
      out.writeInt(packetsPerS);
      out.writeInt(capacityPacketsPerS);
      out.writeInt(bytesPerS);
    }
  }
}
