// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tally.protocol.programme.Hex;
import java.util.ArrayList;
import java.util.List;

/// What does a chunk decoder make of literal bytes, and an encoder of messages?
final class ChunkBytes {
  private ChunkBytes() {}

  static List<RawMessage> decode(ChunkLimits limits, byte[] bytes, int pieceBytes) {
    var channel = new EmbeddedChannel(new ChunkDecoder(limits));
    try {
      for (var at = 0; at < bytes.length; at += pieceBytes) {
        var count = Math.min(pieceBytes, bytes.length - at);
        channel.writeInbound(Unpooled.copiedBuffer(bytes, at, count));
      }
      var messages = new ArrayList<RawMessage>();
      for (var message = channel.readInbound(); message != null; message = channel.readInbound()) {
        messages.add((RawMessage) message);
      }
      return messages;
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  static byte[] encode(RawMessage... messages) {
    var channel = new EmbeddedChannel(new ChunkEncoder());
    try {
      var all = Unpooled.buffer();
      for (var message : messages) {
        channel.writeOutbound(message);
        var part = (ByteBuf) channel.readOutbound();
        all.writeBytes(part);
        part.release();
      }
      var bytes = new byte[all.readableBytes()];
      all.readBytes(bytes);
      return bytes;
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  static RawMessage message(int chunkStream, long timeMs, int type, int stream, String payload) {
    return new RawMessage(chunkStream, timeMs, type, stream, Hex.buffer(payload));
  }
}
