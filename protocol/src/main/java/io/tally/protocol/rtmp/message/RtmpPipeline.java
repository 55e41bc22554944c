// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.message;

import io.netty.channel.ChannelPipeline;
import io.tally.protocol.rtmp.chunk.ChunkDecoder;
import io.tally.protocol.rtmp.chunk.ChunkEncoder;
import io.tally.protocol.rtmp.chunk.ChunkLimits;

/// In which order do the handlers of an RTMP connection stand, once hands are shaken?
public final class RtmpPipeline {
  private RtmpPipeline() {}

  /// Adds chunks, messages and control at the end of the pipeline; what comes after them reads and
  /// writes [Message]s.
  public static void addTo(ChannelPipeline pipeline, ChunkLimits limits, int maxAmfBytes) {
    var received = new ReceivedBytes();
    pipeline.addLast(
        received,
        new ChunkDecoder(limits),
        new ChunkEncoder(),
        new MessageDecoder(maxAmfBytes),
        new MessageEncoder(),
        new ControlHandler(received));
  }
}
