// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import java.net.URI;

/// What does the parser read in lines that a test has written?
final class Written {
  /// Where the playlist is.
  static final URI HERE = URI.create("http://host/live/a/list.m3u8?token=1");

  /// Two lines, with a target duration of 4 s.
  static final String HEAD = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n";

  private Written() {}

  /// Lines of so many segments of 2 s.
  static String segments(int count) {
    return "#EXTINF:2.000,\ns.ts\n".repeat(count);
  }

  static MediaPlaylist media(String text) {
    return (MediaPlaylist) parse(text);
  }

  static Playlist parse(String text) {
    return PlaylistParser.parse(HERE, text.getBytes(UTF_8));
  }
}
