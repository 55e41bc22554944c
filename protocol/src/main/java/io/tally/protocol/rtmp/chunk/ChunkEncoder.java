// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// Which bytes carry this message (RTMP 1.0 section 5.3)?
///
/// One pooled direct buffer per message takes the chunk headers and the payload between them: the
/// one copy that heap bytes need anyway on their way to a socket or a TLS engine. A Set Chunk Size
/// that is written changes the size of everything after it.
public final class ChunkEncoder extends MessageToByteEncoder<RawMessage> {
  private static final int LONGEST_HEADER = 3 + 11 + 4;

  private final Map<Integer, OutgoingChunkStream> streams = new HashMap<>();
  private int chunkSize = ControlTypes.DEFAULT_CHUNK_SIZE;

  public ChunkEncoder() {
    super(RawMessage.class);
  }

  @Override
  protected ByteBuf allocateBuffer(ChannelHandlerContext ctx, RawMessage message, boolean direct) {
    var length = message.length();
    var continuations = length / chunkSize;
    var capacity = LONGEST_HEADER + length + continuations * (3 + 4);
    return direct ? ctx.alloc().ioBuffer(capacity) : ctx.alloc().heapBuffer(capacity);
  }

  @Override
  protected void encode(ChannelHandlerContext ctx, RawMessage message, ByteBuf out) {
    var length = message.length();
    if (length > 0xFFFFFF) {
      throw new IllegalArgumentException(
          "A message of " + length + " bytes does not fit in RTMP, at most 16777215 do");
    }
    var stream = streams.computeIfAbsent(message.chunkStreamId(), _ -> new OutgoingChunkStream());
    var extendedMs = stream.writeHeader(message, length, out);
    var left = chunkSize;
    for (var part : message.parts()) {
      var bytes = part.duplicate();
      while (bytes.hasRemaining()) {
        if (left == 0) {
          OutgoingChunkStream.writeContinuation(message.chunkStreamId(), extendedMs, out);
          left = chunkSize;
        }
        var count = Math.min(left, bytes.remaining());
        write(bytes, count, out);
        left -= count;
      }
    }
    if (message.type() == ControlTypes.SET_CHUNK_SIZE) {
      chunkSize = message.parts().getFirst().getInt(message.parts().getFirst().position());
    }
  }

  private static void write(ByteBuffer bytes, int count, ByteBuf out) {
    var end = bytes.limit();
    bytes.limit(bytes.position() + count);
    out.writeBytes(bytes);
    bytes.limit(end);
  }
}
