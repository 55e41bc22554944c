// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.write;

import io.tally.protocol.ts.TsPacket;
import java.nio.ByteBuffer;

/// Which transport packets travel together?
///
/// As many as a payload holds; fewer when nothing follows at once. One thread at a time.
final class PayloadPacker {
  private final PayloadSink sink;
  private final ByteBuffer payload;

  PayloadPacker(PayloadSink sink, int packets) {
    this.sink = sink;
    this.payload = ByteBuffer.allocate(packets * TsPacket.BYTES);
  }

  /// Where the next packet is to be written, whole, before the next call.
  ByteBuffer next() throws InterruptedException {
    if (!payload.hasRemaining()) {
      flush();
    }
    return payload;
  }

  /// Gives away what has come together.
  void flush() throws InterruptedException {
    if (payload.position() > 0) {
      payload.flip();
      try {
        sink.take(payload);
      } finally {
        payload.clear();
      }
    }
  }
}
