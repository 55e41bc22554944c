// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import io.netty.handler.codec.CorruptedFrameException;
import java.nio.ByteBuffer;

/// Which NAL units of a picture does a receiver need, and can other pictures do without it?
///
/// @param data NAL units with four-byte lengths, without delimiters, filler and parameter sets;
///   empty when nothing is left
/// @param disposable no other picture refers to it (`nal_ref_idc` 0, H.264 section 7.4.1)
public record AvcPicture(ByteBuffer data, boolean disposable) {
  private static final int SLICE = 1;
  private static final int IDR_SLICE = 5;
  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int DELIMITER = 9;
  private static final int FILLER = 12;

  /// Reads what one FLV tag holds; the bytes are shared, not copied, unless something must go.
  ///
  /// @throws CorruptedFrameException when a length does not fit
  public static AvcPicture read(ByteBuffer nalUnits, int lengthBytes) {
    var in = nalUnits.duplicate();
    var keptBytes = 0;
    var changed = lengthBytes != 4;
    var disposable = true;
    var slices = 0;
    while (in.hasRemaining()) {
      var length = length(in, lengthBytes);
      if (length == 0) {
        changed = true;
        continue;
      }
      var header = in.get(in.position());
      var type = header & 0x1F;
      if (type >= SLICE && type <= IDR_SLICE) {
        slices++;
        disposable &= (header >> 5 & 3) == 0;
      }
      if (isNeeded(type)) {
        keptBytes += 4 + length;
      } else {
        changed = true;
      }
      in.position(in.position() + length);
    }
    var data = changed ? kept(nalUnits, lengthBytes, keptBytes) : nalUnits.slice();
    return new AvcPicture(data.asReadOnlyBuffer(), disposable && slices > 0);
  }

  private static ByteBuffer kept(ByteBuffer nalUnits, int lengthBytes, int keptBytes) {
    var in = nalUnits.duplicate();
    var out = ByteBuffer.allocate(keptBytes);
    while (in.hasRemaining()) {
      var length = length(in, lengthBytes);
      if (length > 0 && isNeeded(in.get(in.position()) & 0x1F)) {
        out.putInt(length).put(in.slice(in.position(), length));
      }
      in.position(in.position() + length);
    }
    return out.flip();
  }

  private static boolean isNeeded(int type) {
    return switch (type) {
      case SPS, PPS, DELIMITER, FILLER -> false;
      default -> true;
    };
  }

  private static int length(ByteBuffer in, int lengthBytes) {
    var length = 0L;
    if (in.remaining() >= lengthBytes) {
      for (var i = 0; i < lengthBytes; i++) {
        length = length << 8 | (in.get() & 0xFF);
      }
      if (length <= in.remaining()) {
        return (int) length;
      }
    }
    throw new CorruptedFrameException(
        "NAL unit of %d bytes, but %d are left of the picture".formatted(length, in.remaining()));
  }
}
