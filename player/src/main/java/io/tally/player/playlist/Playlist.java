// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.net.URI;
import java.util.List;

/// What did an address give when it was asked for a playlist?
public sealed interface Playlist permits MediaPlaylist, MultivariantPlaylist, Playlist.Unreadable {
  /// Where it came from, after redirects; relative addresses in it start there.
  URI uri();

  /// What is wrong in it, by line.
  List<Flaw> flaws();

  /// A tag that this parser does not know, kept as it stood.
  ///
  /// @param line from 1
  /// @param name with its `#EXT`, such as `#EXT-X-DATERANGE`
  /// @param value what stands behind the colon; empty without one
  record Tag(int line, String name, String value) {}

  /// Not a playlist at all.
  ///
  /// @param problem what was seen and what was expected
  record Unreadable(URI uri, String problem, List<Flaw> flaws) implements Playlist {
    public Unreadable {
      flaws = List.copyOf(flaws);
    }
  }
}
