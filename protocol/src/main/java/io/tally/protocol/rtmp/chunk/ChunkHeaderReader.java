// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// To which chunk stream does the next chunk belong, and what does its header change (RTMP 1.0
/// section 5.3.1)?
final class ChunkHeaderReader {
  private final ChunkLimits limits;
  private final Map<Integer, IncomingChunkStream> streams = new HashMap<>();

  ChunkHeaderReader(ChunkLimits limits) {
    this.limits = limits;
  }

  /// Reads one header and brings its stream up to date, or reads nothing and gives null when the
  /// header has not arrived whole.
  @Nullable IncomingChunkStream read(ByteBuf in) {
    var start = in.readerIndex();
    var available = in.readableBytes();
    if (available < 1) {
      return null;
    }
    var first = in.getUnsignedByte(start);
    var format = first >> 6;
    var idBytes =
        switch (first & 0x3F) {
          case 0 -> 2;
          case 1 -> 3;
          default -> 1;
        };
    var headerBytes =
        switch (format) {
          case 0 -> 11;
          case 1 -> 7;
          case 2 -> 3;
          default -> 0;
        };
    var fixed = idBytes + headerBytes;
    if (available < fixed) {
      return null;
    }
    var stream = stream(id(in, start), format);
    var field = start + idBytes;
    if (format == 3) {
      return continued(in, stream, start + fixed);
    }
    if (stream.inMessage) {
      // Seen from encoders that give up a message without an abort; the new one wins.
      stream.drop();
    }
    long time = in.getUnsignedMedium(field);
    var extended = time == ControlTypes.EXTENDED;
    if (extended) {
      if (available < fixed + 4) {
        return null;
      }
      time = in.getUnsignedInt(start + fixed);
    }
    if (format < 2) {
      stream.length = length(in.getUnsignedMedium(field + 3), stream.id);
      stream.type = in.getUnsignedByte(field + 6);
    }
    if (format == 0) {
      stream.streamId = in.getIntLE(field + 7);
      stream.known = true;
    }
    stream.timestampMs = format == 0 ? time : wrapped(stream.timestampMs + time);
    // A type 3 chunk after a type 0 repeats the timestamp as its delta (section 5.3.1.2.4).
    stream.deltaMs = time;
    stream.extended = extended;
    stream.extendedMs = time;
    stream.inMessage = true;
    in.readerIndex(start + fixed + (extended ? 4 : 0));
    return stream;
  }

  /// A type 3 header: the next piece of a message, or a message like the last one.
  private @Nullable IncomingChunkStream continued(
      ByteBuf in, IncomingChunkStream stream, int after) {
    var skipped = 0;
    if (stream.extended) {
      if (in.writerIndex() < after + 4) {
        return null;
      }
      // Section 5.3.1.3 asks for the field here, but encoders that leave it out exist: it is there
      // when it says what the header before said, or the absolute time (FFmpeg and others differ).
      var repeated = in.getUnsignedInt(after);
      if (repeated == stream.extendedMs || repeated == stream.timestampMs) {
        skipped = 4;
      }
    }
    if (!stream.inMessage) {
      stream.timestampMs = wrapped(stream.timestampMs + stream.deltaMs);
      stream.inMessage = true;
    }
    in.readerIndex(after + skipped);
    return stream;
  }

  private IncomingChunkStream stream(int id, int format) {
    var stream = streams.get(id);
    if (format != 0 && (stream == null || !stream.known)) {
      throw new CorruptedFrameException(
          "First chunk of chunk stream %d has a header of type %d, which needs one before it"
              .formatted(id, format));
    }
    if (stream == null) {
      if (streams.size() >= limits.maxChunkStreams()) {
        throw new TooLongFrameException(
            "More than %d chunk streams on one connection".formatted(limits.maxChunkStreams()));
      }
      stream = new IncomingChunkStream(id);
      streams.put(id, stream);
    }
    return stream;
  }

  private int length(int length, int id) {
    if (length > limits.maxMessageBytes()) {
      throw new TooLongFrameException(
          "Message of %d bytes on chunk stream %d, at most %d are taken"
              .formatted(length, id, limits.maxMessageBytes()));
    }
    return length;
  }

  /// Forgets the unfinished message of a chunk stream, and gives how many bytes that frees.
  int abort(int id) {
    var stream = streams.get(id);
    if (stream == null) {
      return 0;
    }
    var freed = stream.received();
    stream.drop();
    return freed;
  }

  /// Bytes of unfinished messages in all chunk streams.
  int pendingBytes() {
    var sum = 0;
    for (var stream : streams.values()) {
      sum += stream.received();
    }
    return sum;
  }

  private static int id(ByteBuf in, int at) {
    return switch (in.getUnsignedByte(at) & 0x3F) {
      case 0 -> 64 + in.getUnsignedByte(at + 1);
      case 1 -> 64 + in.getUnsignedShortLE(at + 1);
      default -> in.getUnsignedByte(at) & 0x3F;
    };
  }

  private static long wrapped(long timestampMs) {
    return timestampMs & 0xFFFFFFFFL;
  }
}
