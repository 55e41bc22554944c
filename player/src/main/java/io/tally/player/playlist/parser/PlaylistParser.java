// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.PlaylistText;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// What does the text of a playlist say (RFC 8216bis 4)?
///
/// Never throws on what it is given: what is wrong becomes a [io.tally.player.playlist.Flaw] with
/// its line, and what cannot be understood is left out. Threads: any.
public final class PlaylistParser {
  /// Bytes beyond which a playlist is not read.
  public static final int MOST_BYTES = PlaylistText.MOST_BYTES;

  /// What was known before a playlist was loaded.
  ///
  /// @param variables of the multivariant playlist that named it; empty when none did
  /// @param previous the playlist as it was before, for a delta update to build on
  public record Context(Optional<Map<String, String>> variables, Optional<MediaPlaylist> previous) {
    /// Nothing is known.
    public static final Context NONE = new Context(Optional.empty(), Optional.empty());
  }

  /// The lines and what they mean.
  public record Parsed(PlaylistText text, Playlist playlist) {}

  private PlaylistParser() {}

  /// Reads a playlist of which nothing was known before.
  ///
  /// @param uri where it came from, after redirects
  public static Playlist parse(URI uri, byte[] text) {
    return read(uri, text, Context.NONE).playlist();
  }

  /// Reads a playlist and keeps its lines.
  ///
  /// @param uri where it came from, after redirects
  public static Parsed read(URI uri, byte[] bytes, Context context) {
    PlaylistText text = PlaylistText.read(uri, bytes, context.variables());
    if (text.problem().isPresent()) {
      return new Parsed(text, new Playlist.Unreadable(uri, text.problem().get(), text.flaws()));
    }
    Flaws flaws = new Flaws(text.flaws());
    Playlist playlist =
        text.isMultivariant()
            ? new MultivariantReader(text, flaws).read()
            : new MediaReader(text, context.previous(), flaws).read();
    return new Parsed(text, playlist);
  }
}
