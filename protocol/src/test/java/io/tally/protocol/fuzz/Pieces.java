// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;

/// How are bytes fed to a pipeline in uneven pieces, and which failures are its right?
final class Pieces {
  private static final int[] LENGTHS = {1, 700, 3, 64, 2, 4096, 17};

  private Pieces() {}

  static void feed(EmbeddedChannel channel, byte[] bytes, int from) {
    var piece = 0;
    for (var at = from; at < bytes.length && channel.isOpen(); piece++) {
      var count = Math.min(LENGTHS[piece % LENGTHS.length], bytes.length - at);
      channel.writeInbound(Unpooled.copiedBuffer(bytes, at, count));
      at += count;
    }
  }

  /// Passes over a codec's own refusals.
  ///
  /// @throws IllegalStateException for anything else
  static void expectRefusal(Throwable failure) {
    if (!(failure instanceof CorruptedFrameException)
        && !(failure instanceof TooLongFrameException)) {
      throw new IllegalStateException("Not a refusal of the codec's", failure);
    }
  }
}
