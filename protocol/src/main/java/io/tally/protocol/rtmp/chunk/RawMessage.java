// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import java.nio.ByteBuffer;
import java.util.List;

/// What travels as one RTMP message (RTMP 1.0 section 5.4), its meaning not yet read?
///
/// Plain heap memory throughout, so nobody has to release it; nothing in it changes after it is
/// made.
///
/// @param chunkStreamId 2 to 65599
/// @param timestampMs 32 bits, unsigned
/// @param type message type id, 0 to 255
/// @param streamId message stream id, 32 bits
/// @param parts the payload, in as many pieces as the sender has; one piece from a decoder
public record RawMessage(
    int chunkStreamId, long timestampMs, int type, int streamId, List<ByteBuffer> parts) {
  public RawMessage {
    if (chunkStreamId < 2 || chunkStreamId > 65599) {
      throw new IllegalArgumentException(
          "Chunk stream id " + chunkStreamId + " is not in 2 to 65599");
    }
    parts = List.copyOf(parts);
  }

  public RawMessage(
      int chunkStreamId, long timestampMs, int type, int streamId, ByteBuffer payload) {
    this(chunkStreamId, timestampMs, type, streamId, List.of(payload));
  }

  /// Bytes in all parts.
  public int length() {
    var length = 0;
    for (var part : parts) {
      length = Math.addExact(length, part.remaining());
    }
    return length;
  }

  /// The payload of a decoded message, with a position of the caller's own.
  public ByteBuffer payload() {
    if (parts.size() != 1) {
      throw new IllegalStateException("This message has " + parts.size() + " parts");
    }
    return parts.getFirst().duplicate();
  }
}
