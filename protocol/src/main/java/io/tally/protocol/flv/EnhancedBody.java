// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.netty.handler.codec.CorruptedFrameException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Which tracks does the body of an enhanced tag bring something for (Enhanced RTMP v2,
/// "ExVideoTagHeader", "ExAudioTagHeader")?
///
/// Pictures and sound have the same prelude: ModEx parts, then perhaps the multitrack header, then
/// the FourCC of all tracks or of each.
///
/// @param packetType of all parts, never ModEx or multitrack
/// @param nanos to add to the tag's timestamp, ns
/// @param parts at least one
record EnhancedBody(int packetType, int nanos, List<Part> parts) {
  /// What one track gets.
  ///
  /// @param track 0 when the tag has no multitrack header
  record Part(int track, String fourCc, ByteBuffer data) {}

  private static final int MOD_EX = 7;
  private static final int MOD_EX_NANOS = 0;
  private static final int LONG_SIZE = 256;
  private static final int MOST_NANOS = 999_999;
  private static final int ONE_TRACK = 0;
  private static final int MANY_CODECS = 2;
  private static final int MOST_TRACKS = 256; // the number has eight bits

  /// @param in after the tag's first byte
  /// @param firstType the packet type in that byte
  /// @param multitrack the number that means multitrack: 6 for pictures, 5 for sound
  /// @throws CorruptedFrameException when a part does not fit, or the header makes no sense
  static EnhancedBody read(ByteBuffer in, int firstType, int multitrack) {
    var type = firstType;
    var nanos = 0;
    while (type == MOD_EX) {
      var size = number(in, 1) + 1;
      if (size == LONG_SIZE) {
        size = number(in, 2) + 1;
      }
      var data = take(in, size);
      var next = number(in, 1);
      type = next & 0x0F;
      if (next >> 4 == MOD_EX_NANOS && size >= 3) {
        nanos = Math.min(number(data, 3), MOST_NANOS);
      }
    }
    if (type != multitrack) {
      return new EnhancedBody(type, nanos, List.of(new Part(0, fourCc(in), in.slice())));
    }
    var kind = number(in, 1);
    if ((kind & 0x0F) == multitrack || (kind & 0x0F) == MOD_EX || kind >> 4 > MANY_CODECS) {
      throw new CorruptedFrameException(
          "Multitrack header 0x%02x, expected 0x00 to 0x2f without a further prelude"
              .formatted(kind));
    }
    return new EnhancedBody(kind & 0x0F, nanos, tracks(in, kind >> 4));
  }

  private static List<Part> tracks(ByteBuffer in, int kind) {
    var shared = kind == MANY_CODECS ? "" : fourCc(in);
    if (kind == ONE_TRACK) {
      return List.of(new Part(number(in, 1), shared, in.slice()));
    }
    var parts = new ArrayList<Part>();
    while (in.hasRemaining()) {
      if (parts.size() == MOST_TRACKS) {
        throw new CorruptedFrameException("A tag of more than " + MOST_TRACKS + " tracks");
      }
      var fourCc = kind == MANY_CODECS ? fourCc(in) : shared;
      var track = number(in, 1);
      parts.add(new Part(track, fourCc, take(in, number(in, 3))));
    }
    if (parts.isEmpty()) {
      throw new CorruptedFrameException("A multitrack tag without any track");
    }
    return parts;
  }

  private static String fourCc(ByteBuffer in) {
    return StandardCharsets.ISO_8859_1.decode(take(in, 4)).toString();
  }

  private static int number(ByteBuffer in, int bytes) {
    var part = take(in, bytes);
    var value = 0;
    while (part.hasRemaining()) {
      value = value << 8 | (part.get() & 0xFF);
    }
    return value;
  }

  private static ByteBuffer take(ByteBuffer in, int size) {
    if (size > in.remaining()) {
      throw new CorruptedFrameException(
          "Enhanced tag ends in its header: %d bytes wanted, %d are left"
              .formatted(size, in.remaining()));
    }
    var part = in.slice(in.position(), size);
    in.position(in.position() + size);
    return part;
  }
}
