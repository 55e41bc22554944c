// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Rendition;
import io.tally.player.rules.live.SiblingCheck;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which media playlist is watched, and what was announced of it?
///
/// @param name for the report
/// @param kind `variant`, `audio`, `subtitles`, `i-frames` or `media`
/// @param parent which names it, when one does
/// @param segments whether its segments are loaded, too
record Track(
    URI uri,
    String name,
    String kind,
    Optional<Variant> variant,
    Optional<MultivariantPlaylist> parent,
    boolean segments) {
  private static final int MOST = 40;

  SiblingCheck.Kind sibling() {
    return kind.equals("subtitles") || kind.equals("i-frames")
        ? SiblingCheck.Kind.SIDE
        : SiblingCheck.Kind.MAIN;
  }

  /// What it may import.
  Optional<Map<String, String>> variables() {
    return parent.map(MultivariantPlaylist::variables);
  }

  static Track alone(URI uri) {
    return new Track(uri, "stream", "media", Optional.empty(), Optional.empty(), true);
  }

  /// Each address once: variants that differ in their groups only share a playlist.
  static List<Track> of(MultivariantPlaylist playlist, boolean all) {
    List<Track> tracks = new ArrayList<>();
    Set<URI> seen = new HashSet<>();
    Optional<MultivariantPlaylist> parent = Optional.of(playlist);
    for (Variant variant : playlist.variants()) {
      if (seen.add(variant.uri()) && (all || tracks.isEmpty())) {
        tracks.add(
            new Track(
                variant.uri(), name(variant), "variant", Optional.of(variant), parent, true));
      }
    }
    if (!all) {
      return tracks;
    }
    for (Rendition rendition : playlist.renditions()) {
      if (rendition.uri().isPresent() && seen.add(rendition.uri().get())) {
        String kind = rendition.type().toLowerCase(java.util.Locale.ROOT);
        String name = kind + " " + rendition.group() + " " + rendition.name();
        tracks.add(
            new Track(rendition.uri().get(), name, kind, Optional.empty(), parent, true));
      }
    }
    for (Variant variant : playlist.iframeVariants()) {
      if (seen.add(variant.uri())) {
        tracks.add(
            new Track(
                variant.uri(),
                "i-frames " + name(variant),
                "i-frames",
                Optional.of(variant),
                parent,
                false));
      }
    }
    return tracks.size() <= MOST ? tracks : tracks.subList(0, MOST);
  }

  private static String name(Variant variant) {
    String rate = variant.bandwidthBps() / 1000 + " kbit/s";
    return variant.height() > 0 ? variant.height() + "p " + rate : rate;
  }
}
