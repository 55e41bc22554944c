// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How do tag bodies of ours become a file that other programs read (FLV 10.1 section E.3)?
public final class FlvWriter implements AutoCloseable {
  private static final int HEADER_BYTES = 11;

  private final DataOutputStream out;

  public FlvWriter(Path file) throws IOException {
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    out.writeBytes("FLV");
    out.write(1);
    out.write(5); // sound and pictures
    out.writeInt(9);
    out.writeInt(0);
  }

  public void video(long timestampMs, List<ByteBuffer> body) throws IOException {
    tag(9, timestampMs, body);
  }

  public void audio(long timestampMs, List<ByteBuffer> body) throws IOException {
    tag(8, timestampMs, body);
  }

  public void packet(EncodedPacket packet, List<ByteBuffer> body) throws IOException {
    tag(packet.track() == Track.VIDEO ? 9 : 8, packet.dtsNs() / 1_000_000, body);
  }

  private void tag(int type, long timestampMs, List<ByteBuffer> body) throws IOException {
    var size = body.stream().mapToInt(ByteBuffer::remaining).sum();
    out.writeInt(type << 24 | size);
    out.writeInt((int) (timestampMs << 8 | (timestampMs >> 24 & 0xFF)));
    out.write(new byte[3]);
    for (var part : body) {
      var bytes = new byte[part.remaining()];
      part.duplicate().get(bytes);
      out.write(bytes);
    }
    out.writeInt(HEADER_BYTES + size);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
