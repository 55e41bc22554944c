// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz;

import io.netty.handler.codec.CorruptedFrameException;
import io.tally.protocol.flv.UnsupportedMediaException;
import io.tally.protocol.programme.CollectedStream;
import io.tally.protocol.rtmp.receive.IncomingMedia;
import java.nio.ByteBuffer;

/// Can bodies of FLV tags, one after another, make their reader fail? Each is written as its type,
/// 8 or 9, two bytes of length, one of time, and the body.
public final class MediaTarget {
  private static final int MS_PER_UNIT = 33;

  private MediaTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var stream = new CollectedStream();
    var media = new IncomingMedia(stream);
    var bytes = ByteBuffer.wrap(data);
    try {
      while (bytes.remaining() >= 4) {
        var type = bytes.get();
        var length = Math.min(bytes.getShort() & 0xFFFF, bytes.remaining() - 1);
        var timeMs = (bytes.get() & 0xFF) * MS_PER_UNIT;
        var body = bytes.slice(bytes.position(), length).asReadOnlyBuffer();
        bytes.position(bytes.position() + length);
        if (type == 8) {
          media.audio(body, timeMs);
        } else {
          media.video(body, timeMs);
        }
      }
      media.end();
    } catch (CorruptedFrameException | UnsupportedMediaException e) {
      if (e.getMessage() == null) {
        throw new IllegalStateException("A refusal without a word", e);
      }
    }
    stream.packets.clear();
  }
}
