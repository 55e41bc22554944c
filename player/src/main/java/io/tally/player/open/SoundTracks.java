// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.open;

import io.tally.player.feed.JoinPoint;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Rendition;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which sound tracks does a variant offer, and which one is played unless a person chooses?
public final class SoundTracks {
  private SoundTracks() {}

  /// The renditions of the variant's audio group; none when the sound is in the variant itself.
  public static List<Rendition> of(MultivariantPlaylist playlist, int variant) {
    Optional<String> group = playlist.variants().get(variant).audioGroup();
    return playlist.renditions().stream()
        .filter(rendition -> rendition.type().equals("AUDIO"))
        .filter(rendition -> group.isPresent() && group.get().equals(rendition.group()))
        .toList();
  }

  /// The one that the author wants, else one that may be chosen without asking, else the first (RFC
  /// 8216bis 4.4.6.1).
  public static Optional<Rendition> preferred(List<Rendition> tracks) {
    return tracks.stream()
        .min(
            Comparator.comparing((Rendition track) -> !track.isDefault())
                .thenComparing(track -> !track.autoselect()));
  }

  /// Follows the preferred track of a stream that was opened; waits for its playlist.
  ///
  /// @param main the stream's own playlists
  /// @return empty when the sound is in the stream's own segments
  public static Optional<Variants> follow(Opener.Opened opened, Variants main, HttpLoader http)
      throws LoadException, InterruptedException {
    Optional<URI> address =
        opened
            .multivariant()
            .flatMap(playlist -> preferred(of(playlist, opened.variant())))
            .flatMap(Rendition::uri);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    PlaylistSnapshot snapshot = main.tracker().snapshot();
    return Optional.of(
        Variants.beside(
            address.get(), snapshot, JoinPoint.DEFAULT.wanted(snapshot), http, opened.variables()));
  }
}
