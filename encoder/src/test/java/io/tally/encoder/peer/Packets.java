// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.peer;

import io.tally.encoder.container.Container;
import io.tally.encoder.container.Muxer;
import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.StreamParameters;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Which packets came, and what is the file of them?
public final class Packets implements PacketTaker {
  private final List<EncodedPacket> taken = new CopyOnWriteArrayList<>();

  @Override
  public void offer(EncodedPacket packet) {
    taken.add(packet);
  }

  /// All that came so far.
  public List<EncodedPacket> taken() {
    return taken;
  }

  /// Bits a second over a range of packets at a frame rate.
  public double bitrate(int from, int to, double framesPerSecond) {
    long bytes = taken.subList(from, to).stream().mapToLong(EncodedPacket::size).sum();
    return bytes * 8 * framesPerSecond / (to - from);
  }

  /// Writes them, by dts, as MP4.
  public Path save(Path file, StreamParameters streams) throws IOException {
    try (FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        Muxer muxer = Muxer.open(Container.FRAGMENTED_MP4, streams, out::write)) {
      for (EncodedPacket packet :
          taken.stream().sorted(Comparator.comparingLong(EncodedPacket::dtsNs)).toList()) {
        muxer.write(packet);
      }
      muxer.finish();
    }
    return file;
  }
}
