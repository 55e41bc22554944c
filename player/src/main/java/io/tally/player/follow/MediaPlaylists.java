// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import io.tally.player.aes.KeyChoice;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Which media playlist that can be played does an address give?
final class MediaPlaylists {
  static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(PlaylistParser.MOST_BYTES, Duration.ofSeconds(10));

  private MediaPlaylists() {}

  /// Loads one; waits.
  ///
  /// @throws LoadException also when it is none, or cannot be played
  static MediaPlaylist load(
      ManifestLoader manifests, URI uri, Optional<Map<String, String>> variables)
      throws LoadException, InterruptedException {
    Playlist read = manifests.load(uri, LIMITS, new Context(variables, Optional.empty()));
    Optional<String> problem = problemWith(read);
    if (problem.isPresent() || !(read instanceof MediaPlaylist media)) {
      throw LoadException.answer(LoadException.shown(uri) + ": " + problem.orElse("no playlist"));
    }
    return media;
  }

  /// Why what an address gave cannot be played; empty when it can.
  static Optional<String> problemWith(Playlist read) {
    return switch (read) {
      case MediaPlaylist media -> KeyChoice.problem(media);
      case Playlist.Unreadable unreadable -> Optional.of(unreadable.problem());
      default -> Optional.of("The media playlist became a multivariant playlist");
    };
  }
}
