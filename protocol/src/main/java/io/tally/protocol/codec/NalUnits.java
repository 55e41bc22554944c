// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.codec;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.encoder.packet.nal.NalSyntax;
import java.nio.ByteBuffer;

/// Which NAL units of a picture of H.264 or HEVC does a receiver need?
final class NalUnits {
  private NalUnits() {}

  /// Reads what one FLV tag holds; leaves out delimiters, filler and parameter sets, and gives the
  /// rest with lengths of four bytes.
  ///
  /// @param lengthBytes of the length before each unit: 1, 2 or 4
  /// @param highestTemporalId of the stream's sub-layers; 0 where there are none
  /// @throws CorruptedFrameException when a length does not fit
  static CodedPicture read(
      ByteBuffer nalUnits, int lengthBytes, NalSyntax syntax, int highestTemporalId) {
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
      var first = in.get(in.position());
      var second = length > 1 ? in.get(in.position() + 1) : 0;
      var type = syntax.type(first);
      if (syntax.isSlice(type)) {
        slices++;
        disposable &= !syntax.isReferredTo(first, second, highestTemporalId);
      }
      if (syntax.isKept(type)) {
        keptBytes += 4 + length;
      } else {
        changed = true;
      }
      in.position(in.position() + length);
    }
    var data = changed ? kept(nalUnits, lengthBytes, syntax, keptBytes) : nalUnits.slice();
    return new CodedPicture(data.asReadOnlyBuffer(), disposable && slices > 0);
  }

  private static ByteBuffer kept(
      ByteBuffer nalUnits, int lengthBytes, NalSyntax syntax, int keptBytes) {
    var in = nalUnits.duplicate();
    var out = ByteBuffer.allocate(keptBytes);
    while (in.hasRemaining()) {
      var length = length(in, lengthBytes);
      if (length > 0 && syntax.isKept(syntax.type(in.get(in.position())))) {
        out.putInt(length).put(in.slice(in.position(), length));
      }
      in.position(in.position() + length);
    }
    return out.flip();
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
