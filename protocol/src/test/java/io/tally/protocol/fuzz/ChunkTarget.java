// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.tally.protocol.rtmp.chunk.ChunkDecoder;
import io.tally.protocol.rtmp.chunk.ChunkEncoder;
import io.tally.protocol.rtmp.chunk.ChunkLimits;
import io.tally.protocol.rtmp.chunk.RawMessage;
import java.util.ArrayList;
import java.util.List;

/// Can chunks be read that cannot be written back as the same messages?
public final class ChunkTarget {
  private static final ChunkLimits LIMITS = new ChunkLimits(1 << 20, 16, 2 << 20);
  private static final int SET_CHUNK_SIZE = 1;
  private static final int ABORT = 2;

  private ChunkTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var channel = new EmbeddedChannel(new ChunkDecoder(LIMITS));
    try {
      Pieces.feed(channel, data, 0);
    } catch (DecoderException e) {
      Pieces.expectRefusal(e);
    }
    var read = new ArrayList<RawMessage>();
    // These two change how the rest is read, so they are not written back.
    for (RawMessage next = channel.readInbound(); next != null; next = channel.readInbound()) {
      if (next.type() != SET_CHUNK_SIZE && next.type() != ABORT) {
        read.add(next);
      }
    }
    channel.finishAndReleaseAll();
    var again = decoded(encoded(read));
    if (!again.equals(read)) {
      throw new IllegalStateException("Read " + read + ", written and read again " + again);
    }
  }

  private static List<ByteBuf> encoded(List<RawMessage> messages) {
    var channel = new EmbeddedChannel(new ChunkEncoder());
    messages.forEach(channel::writeOutbound);
    var all = new ArrayList<ByteBuf>();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      all.add(next);
    }
    channel.finishAndReleaseAll();
    return all;
  }

  private static List<RawMessage> decoded(List<ByteBuf> bytes) {
    var channel = new EmbeddedChannel(new ChunkDecoder(LIMITS));
    bytes.forEach(channel::writeInbound);
    var all = new ArrayList<RawMessage>();
    for (RawMessage next = channel.readInbound(); next != null; next = channel.readInbound()) {
      all.add(next);
    }
    channel.finishAndReleaseAll();
    return all;
  }
}
