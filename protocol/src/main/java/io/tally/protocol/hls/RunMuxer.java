// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import io.tally.encoder.container.Container;
import io.tally.encoder.container.Muxer;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Which bytes do the pieces of one timeline become?
///
/// Life: [#open], [#init] and [#segment] any number of times, [#close]. Thread-confined. Failure:
/// an `IOException`, after which only `close` is allowed.
final class RunMuxer implements AutoCloseable {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
  private final Muxer muxer;
  private final ByteBuffer init;

  private RunMuxer(StreamParameters parameters) throws IOException {
    muxer = Muxer.open(Container.FRAGMENTED_MP4, parameters, this::keep);
    init = taken();
  }

  static RunMuxer open(StreamParameters parameters) throws IOException {
    return new RunMuxer(parameters);
  }

  /// The initialisation segment that all segments of this run need.
  ByteBuffer init() {
    return init.duplicate();
  }

  /// One `moof` and `mdat` of these packets.
  ByteBuffer segment(List<EncodedPacket> packets) throws IOException {
    for (EncodedPacket packet : packets) {
      muxer.write(packet);
    }
    muxer.cut();
    return taken();
  }

  private void keep(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.writeBytes(copy);
  }

  private ByteBuffer taken() {
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
    out.reset();
    return bytes;
  }

  @Override
  public void close() {
    muxer.close();
  }
}
