// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which messages do these bytes bring (RTMP 1.0 section 5.3)?
///
/// Set Chunk Size and Abort are obeyed here, since the very next byte depends on them, and passed
/// on as well. After a failure everything further on the connection is thrown away.
public final class ChunkDecoder extends ByteToMessageDecoder {
  private final ChunkLimits limits;
  private final ChunkHeaderReader headers;

  private int chunkSize = ControlTypes.DEFAULT_CHUNK_SIZE;
  private @Nullable IncomingChunkStream current;
  private int leftInChunk;
  private int pendingBytes;
  private boolean failed;

  /// @param limits past which a peer is refused
  public ChunkDecoder(ChunkLimits limits) {
    this.limits = limits;
    this.headers = new ChunkHeaderReader(limits);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (failed) {
      in.skipBytes(in.readableBytes());
      return;
    }
    try {
      if (current == null && !header(in)) {
        return;
      }
      payload(in, out);
    } catch (CorruptedFrameException | TooLongFrameException e) {
      failed = true;
      in.skipBytes(in.readableBytes());
      throw e;
    }
  }

  private boolean header(ByteBuf in) {
    var stream = headers.read(in);
    if (stream == null) {
      return false;
    }
    if (stream.received() == 0) {
      // A header may have thrown away what its stream had begun.
      pendingBytes = headers.pendingBytes();
    }
    current = stream;
    leftInChunk = Math.min(chunkSize, stream.missing());
    return true;
  }

  private void payload(ByteBuf in, List<Object> out) {
    var stream = current;
    if (stream == null) {
      return;
    }
    var count = Math.min(leftInChunk, in.readableBytes());
    if (count > limits.maxPendingBytes() - pendingBytes) {
      throw new TooLongFrameException(
          "Unfinished messages of more than %d bytes on one connection"
              .formatted(limits.maxPendingBytes()));
    }
    stream.append(in, count);
    leftInChunk -= count;
    pendingBytes += count;
    if (leftInChunk > 0) {
      return;
    }
    current = null;
    if (stream.missing() == 0) {
      pendingBytes -= stream.received();
      var message = stream.take();
      obey(message);
      out.add(message);
    }
  }

  private void obey(RawMessage message) {
    switch (message.type()) {
      case ControlTypes.SET_CHUNK_SIZE -> chunkSize = chunkSize(message);
      case ControlTypes.ABORT -> pendingBytes -= headers.abort(number(message));
      default -> {}
    }
  }

  private static int chunkSize(RawMessage message) {
    var size = number(message);
    // The top bit must be zero; sizes past the longest message mean the same as it (5.4.1).
    if (size < 1) {
      throw new CorruptedFrameException(
          "Set Chunk Size of %d, from 1 to 16777215 is possible"
              .formatted(Integer.toUnsignedLong(size)));
    }
    return size;
  }

  private static int number(RawMessage message) {
    if (message.length() < 4) {
      throw new CorruptedFrameException(
          "Control message of type %d has %d bytes, expected 4"
              .formatted(message.type(), message.length()));
    }
    return message.payload().getInt();
  }
}
