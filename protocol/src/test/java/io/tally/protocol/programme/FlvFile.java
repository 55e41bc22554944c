// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which tags stand in an FLV file (FLV 10.1 section E.3)?
public final class FlvFile {
  /// One tag.
  ///
  /// @param type 8 audio, 9 video, 18 data
  public record Tag(int type, long timestampMs, ByteBuffer body) {}

  private FlvFile() {}

  public static List<Tag> read(Path file) throws IOException {
    var in = ByteBuffer.wrap(Files.readAllBytes(file));
    in.position(in.getInt(5) + 4);
    var tags = new ArrayList<Tag>();
    while (in.remaining() >= 11) {
      var type = in.get() & 0x1F;
      var length = (in.getShort() & 0xFFFF) << 8 | (in.get() & 0xFF);
      var low = (in.getShort() & 0xFFFF) << 8 | (in.get() & 0xFF);
      var timestampMs = (in.get() & 0xFFL) << 24 | low;
      in.position(in.position() + 3);
      tags.add(new Tag(type, timestampMs, in.slice(in.position(), length)));
      in.position(in.position() + length + 4);
    }
    return tags;
  }
}
