// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.net.ReloadAddress;
import io.tally.player.playlist.LowLatency.RenditionReport;
import io.tally.player.playlist.MediaPlaylist;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which variant's playlist is followed now?
///
/// One at a time is reloaded; those of a recording are loaded once and kept. Life: `close` at any
/// point and twice; it closes the present tracker. Threads: [#change] on one thread, the rest from
/// any.
public final class Variants implements AutoCloseable {
  private final Addresses addresses;
  private final ManifestLoader manifests;
  private final Optional<Map<String, String>> variables;
  private final Map<URI, MediaPlaylist> finished = new HashMap<>(); // of recordings
  private volatile PlaylistTracker tracker;
  private volatile int current;
  private boolean closed; // guarded by this

  /// @param addresses of the variants' playlists
  /// @param current which one the tracker follows
  /// @param tracker now owned; started by the caller
  /// @param variables of the multivariant playlist, which the media playlists may import
  public Variants(
      Addresses addresses,
      int current,
      PlaylistTracker tracker,
      ManifestLoader manifests,
      Optional<Map<String, String>> variables) {
    this.addresses = addresses;
    this.current = current;
    this.tracker = tracker;
    this.manifests = manifests;
    this.variables = variables;
  }

  /// A stream that has one media playlist only.
  public static Variants only(URI address, PlaylistTracker tracker, HttpLoader http) {
    ManifestLoader manifests = new ManifestLoader(http);
    return new Variants(Addresses.fixed(List.of(address)), 0, tracker, manifests, Optional.empty());
  }

  /// A playlist that is followed beside another one, such as that of a sound track; waits for it.
  ///
  /// @param addresses the first is asked for
  /// @param main what is followed already
  /// @param wanted a place of it
  public static Variants beside(
      Addresses addresses,
      PlaylistSnapshot main,
      Alignment.Wanted wanted,
      ManifestLoader manifests,
      Optional<Map<String, String>> variables)
      throws LoadException, InterruptedException {
    long requestedAtNs = System.nanoTime();
    URI address = addresses.of(0);
    MediaPlaylist playlist = MediaPlaylists.load(manifests, address, variables);
    long originNs = Alignment.find(main, playlist, wanted).originNs();
    PlaylistTracker tracker =
        new PlaylistTracker(
            address,
            new PlaylistSnapshot(playlist, originNs, 0, Optional.empty()),
            requestedAtNs,
            manifests,
            variables);
    tracker.start();
    return new Variants(addresses, 0, tracker, manifests, variables);
  }

  /// The playlist that is followed.
  public PlaylistTracker tracker() {
    return tracker;
  }

  /// Which variant it is of.
  public int current() {
    return current;
  }

  /// Whether a variant is followed where it is now.
  public boolean isFollowing(int variant) {
    return variant == current && tracker.uri().equals(addresses.of(variant));
  }

  /// Where the variants are, and why there.
  public Addresses addresses() {
    return addresses;
  }

  /// Follows another variant from now on, or the same at another address.
  ///
  /// @param uri one of its addresses
  /// @return where it goes on there
  /// @throws LoadException when that playlist cannot be had; the old one is followed still
  public Alignment.Place change(int to, URI uri, Alignment.Wanted wanted)
      throws LoadException, InterruptedException {
    PlaylistSnapshot from = tracker.snapshot();
    finish(tracker.uri(), from.playlist());
    long requestedAtNs = System.nanoTime();
    MediaPlaylist known = finished.get(uri);
    MediaPlaylist playlist = known != null ? known : load(uri, from.playlist());
    finish(uri, playlist);
    Alignment.Place place = Alignment.find(from, playlist, wanted);
    PlaylistSnapshot begun =
        new PlaylistSnapshot(playlist, place.originNs(), from.epoch(), Optional.empty());
    PlaylistTracker made = new PlaylistTracker(uri, begun, requestedAtNs, manifests, variables);
    synchronized (this) {
      tracker.close();
      tracker = made;
      current = to;
      if (closed) {
        made.close();
      } else {
        made.start();
      }
    }
    return place;
  }

  /// Puts what is followed to where it belongs beside another playlist: both may have restarted,
  /// and each then goes on where it ended itself.
  ///
  /// @param main what is followed for the picture
  /// @param wanted a place of it
  /// @return whether that place is there; else it is only one to join at
  public boolean align(PlaylistSnapshot main, Alignment.Wanted wanted) {
    Alignment.Place place = Alignment.find(main, tracker.snapshot().playlist(), wanted);
    tracker.move(place.originNs());
    return place.runsOn();
  }

  private void finish(URI uri, MediaPlaylist playlist) {
    if (playlist.ended()) {
      finished.put(uri, playlist);
    }
  }

  private MediaPlaylist load(URI uri, MediaPlaylist from)
      throws LoadException, InterruptedException {
    Optional<RenditionReport> report =
        from.lowLatency().reports().stream()
            .filter(told -> told.uri().getPath().equals(uri.getPath()))
            .findFirst();
    if (report.isPresent() && !from.ended()) {
      // Without it a copy on the way may be older than what has been played already.
      Optional<URI> fresh = ReloadAddress.reported(uri, report.get());
      if (fresh.isPresent()) {
        try {
          return MediaPlaylists.load(manifests, fresh.get(), variables);
        } catch (LoadException e) {
          if (e.reach() == LoadException.Reach.CONNECTION) {
            throw e;
          }
        }
      }
    }
    return MediaPlaylists.load(manifests, uri, variables);
  }

  /// Follows nothing any more. Idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    tracker.close();
  }
}
