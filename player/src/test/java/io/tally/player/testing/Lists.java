// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.parser.PlaylistParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Media playlists written by hand, with one segment a second.
public final class Lists {
  private Lists() {}

  /// Segments named by their numbers: `s0`, `s1` and so on.
  public static String list(long sequence, int segments, String end) {
    StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:1\n");
    text.append("#EXT-X-MEDIA-SEQUENCE:").append(sequence).append('\n');
    for (long number = sequence; number < sequence + segments; number++) {
      text.append("#EXTINF:1.0,\ns").append(number).append('\n');
    }
    return text.append(end).toString();
  }

  public static MediaPlaylist parse(URI uri, String text) {
    return (MediaPlaylist) PlaylistParser.parse(uri, text.getBytes(UTF_8));
  }

  /// Puts a file in place of another in one step, as servers do.
  public static void write(Path file, String text) throws IOException {
    Path made = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(made, text);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
