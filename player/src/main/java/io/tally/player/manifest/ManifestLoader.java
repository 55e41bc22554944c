// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.manifest;

import io.tally.player.dash.IndexPlace;
import io.tally.player.dash.Manifest;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import io.tally.player.playlist.parser.PlaylistParser.Parsed;
import io.tally.player.playlist.text.PlaylistText;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which playlist does an address give, of HLS or of MPEG-DASH?
///
/// An MPD is told by its text. Of one, the rest of the player sees what it would see of HLS: a
/// multivariant playlist at its address, and a media playlist at each address that this one names,
/// which is the same with a fragment. What such a playlist needs beside the MPD is loaded here: the
/// clock of a live one, and the index of a file whose segments are ranges of bytes. An MPD is
/// loaded for each track that is followed, and as often as its segments are long, so that what an
/// MPD of numbers only grows by, and its end, are seen in time. Threads: any; all methods wait for
/// the network.
public final class ManifestLoader {
  private static final HttpLoader.Limits INDEX_LIMITS =
      new HttpLoader.Limits(4 << 20, Duration.ofSeconds(10));
  private static final int MOST_INDEXES = 64;

  private final HttpLoader http;
  private final ServerClock clock;
  private final Map<IndexPlace, byte[]> indexes = new LinkedHashMap<>(); // guarded by this
  private final Map<URI, URI> moved = new HashMap<>(); // guarded by this

  /// @param http stays the caller's
  public ManifestLoader(HttpLoader http) {
    this.http = http;
    clock = new ServerClock(http);
  }

  /// Whether it is an MPD that was loaded.
  public static boolean isMpd(byte[] bytes) {
    return Manifest.isManifest(bytes);
  }

  /// Loads what lies at an address.
  ///
  /// @throws LoadException also when what an MPD needs beside it does not come
  public Playlist load(URI address, HttpLoader.Limits limits, Context context)
      throws LoadException, InterruptedException {
    HttpLoader.Loaded loaded = http.load(where(address), Optional.empty(), limits);
    return read(address, loaded, context).playlist();
  }

  /// Where an address is to be asked for now: an MPD may have named another place.
  public synchronized URI where(URI address) {
    return moved.getOrDefault(address, address);
  }

  /// What was loaded from [#where] says.
  ///
  /// @param address that was wanted
  /// @return without lines, when it is an MPD
  public Parsed read(URI address, HttpLoader.Loaded loaded, Context context)
      throws LoadException, InterruptedException {
    if (!isMpd(loaded.bytes())) {
      return PlaylistParser.read(loaded.uri(), loaded.bytes(), context);
    }
    Manifest manifest = Manifest.read(loaded.uri(), loaded.bytes());
    manifest.location().ifPresent(to -> move(address, to));
    Playlist playlist =
        manifest.playlist(
            address,
            clock.now(loaded.sent(), manifest.clocks(), loaded.uri()),
            indexes(manifest.indexes(address)),
            context.previous());
    return new Parsed(
        new PlaylistText(loaded.uri(), List.of(), Map.of(), Optional.empty(), List.of()), playlist);
  }

  private synchronized void move(URI address, URI to) {
    moved.put(address, to);
  }

  private Map<IndexPlace, byte[]> indexes(List<IndexPlace> wanted)
      throws LoadException, InterruptedException {
    Map<IndexPlace, byte[]> found = new HashMap<>();
    for (IndexPlace place : wanted) {
      byte[] known = known(place);
      found.put(place, known.length > 0 ? known : index(place));
    }
    return found;
  }

  private synchronized byte[] known(IndexPlace place) {
    return indexes.getOrDefault(place, new byte[0]);
  }

  private byte[] index(IndexPlace place) throws LoadException, InterruptedException {
    byte[] loaded = http.load(place.uri(), Optional.of(place.range()), INDEX_LIMITS).bytes();
    synchronized (this) {
      if (indexes.size() >= MOST_INDEXES) {
        indexes.remove(indexes.keySet().iterator().next());
      }
      indexes.put(place, loaded);
    }
    return loaded;
  }
}
