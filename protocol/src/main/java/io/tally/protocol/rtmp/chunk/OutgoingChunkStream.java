// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import io.netty.buffer.ByteBuf;

/// Which is the shortest header that says what this message has new on its chunk stream (RTMP 1.0
/// section 5.3.1.2)?
final class OutgoingChunkStream {
  private static final long NONE = -1;

  private boolean begun;
  private long timestampMs;
  private long deltaMs = NONE;
  private int length;
  private int type;
  private int streamId;

  /// Writes the header of a message's first chunk.
  ///
  /// @return the extended timestamp that its further chunks must repeat, or -1
  long writeHeader(RawMessage message, int messageLength, ByteBuf out) {
    var now = message.timestampMs() & 0xFFFFFFFFL;
    // Differences count in 32 bits, so time goes on across the wrap.
    var delta = (now - timestampMs) & 0xFFFFFFFFL;
    var format = format(message, messageLength, delta);
    var field = format == 0 ? now : delta;
    var extended = field >= ControlTypes.EXTENDED;
    writeBasic(format, message.chunkStreamId(), out);
    if (format < 3) {
      out.writeMedium(extended ? ControlTypes.EXTENDED : (int) field);
    }
    if (format < 2) {
      out.writeMedium(messageLength);
      out.writeByte(message.type());
    }
    if (format == 0) {
      out.writeIntLE(message.streamId());
    }
    if (extended) {
      out.writeInt((int) field);
    }
    begun = true;
    timestampMs = now;
    // After a type 0 header peers disagree on the delta that a type 3 repeats: never offer one.
    deltaMs = format == 0 ? NONE : delta;
    length = messageLength;
    type = message.type();
    streamId = message.streamId();
    return extended ? field : NONE;
  }

  private int format(RawMessage message, int messageLength, long delta) {
    // A delta that needs the extended field is legal, but few receivers have met one.
    if (!begun || message.streamId() != streamId || delta >= ControlTypes.EXTENDED) {
      return 0;
    }
    if (messageLength != length || message.type() != type) {
      return 1;
    }
    return delta == deltaMs ? 3 : 2;
  }

  static void writeContinuation(int chunkStreamId, long extendedMs, ByteBuf out) {
    writeBasic(3, chunkStreamId, out);
    if (extendedMs != NONE) {
      out.writeInt((int) extendedMs);
    }
  }

  private static void writeBasic(int format, int chunkStreamId, ByteBuf out) {
    if (chunkStreamId < 64) {
      out.writeByte(format << 6 | chunkStreamId);
    } else if (chunkStreamId < 64 + 256) {
      out.writeByte(format << 6);
      out.writeByte(chunkStreamId - 64);
    } else {
      out.writeByte(format << 6 | 1);
      out.writeShortLE(chunkStreamId - 64);
    }
  }
}
