// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

import io.netty.buffer.ByteBuf;

/// Which packets will never be sent again (draft-sharabayko-srt section 3.2.9)?
///
/// @param first in the range
/// @param last in the range, and not before `first`
public record DropRange(int first, int last) {
  /// Reads the body of a drop request.
  public static DropRange read(ByteBuf body) throws MalformedPacketException {
    if (body.readableBytes() < 2 * Integer.BYTES) {
      throw new MalformedPacketException(
          "A drop request has 8 bytes; this has " + body.readableBytes());
    }
    var first = body.readInt();
    var last = body.readInt();
    if (first < 0 || last < 0 || Sequence.isBefore(last, first)) {
      throw new MalformedPacketException(
          "A drop request goes from %d to %d".formatted(first, last));
    }
    return new DropRange(first, last);
  }

  /// Puts the body at the end of a buffer.
  public void write(ByteBuf out) {
    out.writeInt(first);
    out.writeInt(last);
  }
}
