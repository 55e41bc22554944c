// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/// What can be fetched under one name?
///
/// @param contentType MIME type
/// @param immutable the name will never stand for other bytes, so caches may keep it
/// @param bytes read-only
public record HlsFile(String contentType, boolean immutable, ByteBuffer bytes) {
  /// The MIME type of playlists (RFC 8216 10).
  public static final String PLAYLIST = "application/vnd.apple.mpegurl";

  private static final String SEGMENT = "video/iso.segment";
  private static final String INIT = "video/mp4";

  public HlsFile {
    bytes = bytes.asReadOnlyBuffer();
  }

  static HlsFile playlist(String text) {
    return new HlsFile(PLAYLIST, /* immutable= */ false, UTF_8.encode(text));
  }

  static HlsFile segment(ByteBuffer bytes) {
    return new HlsFile(SEGMENT, /* immutable= */ true, bytes);
  }

  static HlsFile init(ByteBuffer bytes) {
    return new HlsFile(INIT, /* immutable= */ true, bytes);
  }

  /// The bytes, with a position and limit of the caller's own.
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }
}
