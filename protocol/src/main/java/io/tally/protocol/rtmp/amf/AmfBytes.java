// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.amf;

import io.netty.handler.codec.CorruptedFrameException;
import java.nio.ByteBuffer;

/// Are there as many bytes as a value needs?
final class AmfBytes {
  private AmfBytes() {}

  /// The same bytes.
  ///
  /// @throws CorruptedFrameException when there are fewer
  static ByteBuffer need(ByteBuffer bytes, long count) {
    if (bytes.remaining() < count) {
      throw new CorruptedFrameException(
          "AMF value at byte %d needs %d more bytes, but the message has %d"
              .formatted(bytes.position(), count, bytes.remaining()));
    }
    return bytes;
  }
}
