// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.IncomingStream;
import io.tally.protocol.ts.read.TsReader;
import io.tally.protocol.ts.read.UnsupportedProgrammeException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/// Can bytes make the reader of transport streams fail? The first says into which pieces the others
/// are cut.
public final class TsTarget {
  private static final int[] PIECES = {1, 187, 188, 189, 1316, 8192};

  /// What a listener may rely on.
  private static final class Checked implements IncomingStream {
    private final long mostBytes;
    private boolean announced;
    private int ends;
    private long bytes;
    private final Map<Track, Long> lastDtsNs = new EnumMap<>(Track.class);

    Checked(int read) {
      mostBytes = 4L * read; // a start code becomes a length, and headers are repeated
    }

    @Override
    public void parameters(StreamParameters parameters) {
      announced = true;
      lastDtsNs.clear();
      expect(parameters.video() != null || parameters.audio() != null, "Headers of no track");
    }

    @Override
    public void packet(EncodedPacket packet) {
      bytes += packet.size();
      expect(announced, "A packet before the headers");
      expect(ends == 0, "A packet after the end");
      expect(packet.ptsNs() >= packet.dtsNs(), "Shown before it is decoded");
      var before = lastDtsNs.put(packet.track(), packet.dtsNs());
      expect(before == null || before <= packet.dtsNs(), "Time falls");
      expect(bytes <= mostBytes, "More comes out than goes in");
    }

    @Override
    public void ended() {
      ends++;
    }
  }

  private TsTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    var stream = new Checked(data.length);
    var reader = new TsReader(stream);
    var piece = PIECES[(data[0] & 0xFF) % PIECES.length];
    try {
      for (var at = 1; at < data.length; at += piece) {
        reader.read(
            ByteBuffer.wrap(data, at, Math.min(piece, data.length - at)).asReadOnlyBuffer());
      }
    } catch (UnsupportedProgrammeException e) {
      expect(e.getMessage() != null, "A refusal without a word");
    }
    reader.end();
    reader.end();
    expect(stream.ends == 1, "Ended more than once, or not at all");
    expect(reader.skippedBytes() < data.length, "More is passed over than there is");
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
