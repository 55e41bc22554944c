// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import io.tally.player.open.Opener;
import io.tally.player.playlist.Rendition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which captions inside the pictures does a stream offer (EXT-X-MEDIA TYPE=CLOSED-CAPTIONS, RFC
/// 8216bis 4.4.6.1)?
final class CaptionTracks {
  private static final String TYPE = "CLOSED-CAPTIONS";

  private CaptionTracks() {}

  /// Those that the playlist tells of for the variant that was opened first.
  static List<Rendition> declared(Opener.Opened opened) {
    return opened.renditions(TYPE, opened.variant()).stream()
        .filter(rendition -> channel(rendition).isPresent())
        .toList();
  }

  /// Which channel of the captions a track is; empty for one that has a playlist of its own.
  static Optional<String> channel(Rendition track) {
    return track.type().equals(TYPE) ? track.instreamId() : Optional.empty();
  }

  /// The tracks, and behind them those that were found and are not among them.
  static List<Rendition> withFound(List<Rendition> tracks, List<String> found) {
    List<Rendition> all = new ArrayList<>(tracks);
    for (String channel : found) {
      boolean known = tracks.stream().anyMatch(t -> channel(t).equals(Optional.of(channel)));
      if (!known) {
        all.add(undeclared(channel));
      }
    }
    return all.size() == tracks.size() ? tracks : List.copyOf(all);
  }

  private static Rendition undeclared(String channel) {
    return new Rendition(
        TYPE,
        Optional.empty(),
        "",
        channel + " (not in the playlist)",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false,
        Optional.of(channel),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        0);
  }
}
