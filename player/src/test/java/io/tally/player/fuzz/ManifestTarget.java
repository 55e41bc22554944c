// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.dash.IndexPlace;
import io.tally.player.dash.Manifest;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Rendition;
import io.tally.player.playlist.Segment;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Can bytes make the reader of MPDs fail, or give a playlist that does not agree with itself? What
/// is no MPD is taken for the index of a file that one names.
public final class ManifestTarget {
  private static final URI HERE = URI.create("http://host/live/list.mpd?token=t");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int MOST_FLAWS = 202;
  private static final int LONG = 2_000; // segments: once is enough
  private static final byte[] INDEXED =
      """
      <MPD mediaPresentationDuration="PT1H"><Period><AdaptationSet mimeType="video/mp4">
      <Representation id="v" bandwidth="1"><BaseURL>v.mp4</BaseURL><SegmentBase indexRange="800-900"/>
      </Representation></AdaptationSet></Period></MPD>\
      """
          .getBytes(UTF_8);

  private ManifestTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    boolean mpd = Manifest.isManifest(data);
    Manifest manifest = Manifest.read(HERE, mpd ? data : INDEXED);
    Playlist all = manifest.playlist(HERE, NOW, Map.of(), Optional.empty());
    Expect.that(all.flaws().size() <= MOST_FLAWS, "More flaws than are kept");
    manifest.clocks().forEach(clock -> Expect.that(clock.way() != null, "No way"));
    if (all instanceof MultivariantPlaylist offered) {
      for (URI address : some(offered)) {
        if (follow(manifest, address, data) > LONG) {
          return;
        }
      }
    }
  }

  /// The first variant and the last rendition.
  private static List<URI> some(MultivariantPlaylist offered) {
    List<URI> addresses = new ArrayList<>();
    offered.variants().stream().limit(1).forEach(variant -> addresses.add(variant.uri()));
    List<Rendition> renditions = offered.renditions();
    if (!renditions.isEmpty()) {
      addresses.add(renditions.getLast().uri().orElseThrow());
    }
    return addresses;
  }

  private static int follow(Manifest manifest, URI address, byte[] data) {
    Map<IndexPlace, byte[]> indexes = new HashMap<>();
    manifest.indexes(address).forEach(place -> indexes.put(place, data));
    MediaPlaylist first = media(manifest.playlist(address, NOW, indexes, Optional.empty()));
    if (first.segments().size() > LONG) {
      return first.segments().size();
    }
    MediaPlaylist later =
        media(manifest.playlist(address, NOW.plusSeconds(9), indexes, Optional.of(first)));
    PlaylistSnapshot followed = PlaylistSnapshot.first(first).follow(later);
    Expect.that(followed.epoch() <= 1, "More than one restart");
    return later.segments().size();
  }

  private static MediaPlaylist media(Playlist read) {
    MediaPlaylist media = (MediaPlaylist) read;
    Expect.that(media.flaws().size() <= MOST_FLAWS, "More flaws than are kept");
    Expect.that(media.targetDurationNs() > 0, "No target duration");
    Expect.that(media.mediaSequence() >= 0, "A number below zero");
    long number = media.mediaSequence();
    for (Segment segment : media.segments()) {
      Expect.that(segment.mediaSequence() == number++, "Numbers do not run on");
      Expect.that(segment.durationNs() > 0, "A segment lasts nothing");
      Expect.that(segment.startNs() >= 0, "A segment begins before the playlist");
      Expect.that(segment.durationNs() <= media.targetDurationNs(), "Longer than the longest");
      Expect.that(segment.uri().getHost() != null, "An address without a host");
    }
    return media;
  }
}
