// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.protocol.rtmp.chunk.RawMessage;
import java.util.ArrayList;
import java.util.List;

/// Which messages does an aggregate hold (RTMP 1.0 section 7.1.6)?
///
/// Each part stands there as an FLV tag with the tag's size behind it. The parts' times are kept as
/// distances from the first, counted from the aggregate's own time.
final class AggregateParts {
  private static final int HEADER_BYTES = 11;

  private AggregateParts() {}

  static List<RawMessage> of(RawMessage aggregate) {
    var parts = new ArrayList<RawMessage>();
    var bytes = aggregate.payload();
    var firstMs = -1L;
    while (bytes.remaining() >= HEADER_BYTES) {
      var type = bytes.get() & 0xFF;
      var length = medium(bytes.getShort(), bytes.get());
      var lowMs = medium(bytes.getShort(), bytes.get());
      var timeMs = (bytes.get() & 0xFFL) << 24 | lowMs;
      medium(bytes.getShort(), bytes.get());
      if (length > bytes.remaining()) {
        throw new CorruptedFrameException(
            "Part of an aggregate message has %d bytes, but %d are left"
                .formatted(length, bytes.remaining()));
      }
      firstMs = firstMs < 0 ? timeMs : firstMs;
      var at = (aggregate.timestampMs() + timeMs - firstMs) & 0xFFFFFFFFL;
      var payload = bytes.slice(bytes.position(), length);
      parts.add(new RawMessage(aggregate.chunkStreamId(), at, type, aggregate.streamId(), payload));
      bytes.position(Math.min(bytes.limit(), bytes.position() + length + 4));
    }
    return parts;
  }

  private static int medium(short high, byte low) {
    return (high & 0xFFFF) << 8 | (low & 0xFF);
  }
}
