// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.open;

import io.tally.player.follow.PlaylistTracker;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.steer.SteeringClient;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which playlists of an open stream are followed?
///
/// Those of the picture, and those of the sound where it has its own; without these the picture is
/// played alone, with a note. A steering server is asked where both are. Life: made, [#start] once,
/// [#close] at any point and twice. Threads: `start` and [#followSound] wait for the network, so a
/// virtual one; the rest from any.
public final class Followed implements AutoCloseable {
  private final Opener.Opened opened;
  private final SoundTracks tracks;
  private final ManifestLoader manifests;
  private final Consumer<String> notes;
  private final Variants main;
  private final Optional<SteeringClient> steering;
  private @Nullable Variants sound; // guarded by this
  private Restarts restarts = Restarts.NONE; // guarded by this
  private boolean closed; // guarded by this

  /// @param tracks which sound is played; goes on with this stream
  /// @param http stays the caller's; asks a steering server
  /// @param manifests what gave the first playlist
  /// @param notes told in a sentence what cannot be followed
  /// @param wake told when another sound is wanted
  public Followed(
      Opener.Opened opened,
      SoundTracks tracks,
      HttpLoader http,
      ManifestLoader manifests,
      Consumer<String> notes,
      Runnable wake) {
    this.opened = opened;
    this.tracks = tracks;
    this.manifests = manifests;
    this.notes = notes;
    PlaylistTracker tracker =
        new PlaylistTracker(
            opened.address(),
            opened.playlist(),
            opened.requestedAtNanos(),
            manifests,
            opened.variables());
    main =
        new Variants(opened.addresses(), opened.variant(), tracker, manifests, opened.variables());
    tracks.begin(opened, main, notes, wake);
    steering =
        opened
            .multivariant()
            .flatMap(playlist -> playlist.steering())
            .map(told ->
                new SteeringClient(
                    told.serverUri(),
                    opened.pathways().orElseThrow(),
                    http,
                    opened.abr()::bandwidthBps,
                    notes));
  }

  /// Begins to follow.
  public void start() throws InterruptedException {
    main.tracker().start();
    steering.ifPresent(SteeringClient::start);
    followSound();
  }

  /// Follows the sound where it is to come from now: its own playlists, or none.
  public void followSound() throws InterruptedException {
    replaceSound(Optional.empty());
    try {
      replaceSound(tracks.follow(manifests));
    } catch (LoadException e) {
      notes.accept("The sound cannot be had: " + e.getMessage());
    }
  }

  private synchronized void replaceSound(Optional<Variants> made) {
    sound().ifPresent(Variants::close);
    sound = made.orElse(null);
    restarts = made.map(other -> new Restarts(main, other)).orElse(Restarts.NONE);
    if (closed) {
      made.ifPresent(Variants::close);
    }
  }

  /// What a person's choice of sound asks for.
  public enum SoundWish {
    /// Nothing: none was made.
    NONE,
    /// The same playlists go over to another track.
    GO_OVER,
    /// The sound is to come from elsewhere than now: [#followSound], and another engine.
    FOLLOW
  }

  /// What the newest choice of sound asks for, once.
  public SoundWish takeSoundWish() {
    if (!tracks.takeChange()) {
      return SoundWish.NONE;
    }
    return tracks.isSeparate() == sound().isPresent()
        ? sound().isPresent() ? SoundWish.GO_OVER : SoundWish.NONE
        : SoundWish.FOLLOW;
  }

  /// Whether picture or sound have restarted, so that another engine is to play them together from
  /// where [#align] puts them.
  public synchronized boolean hasRestarted() {
    return restarts.isDue(System.nanoTime());
  }

  /// Puts the sound beside the picture again, after a restart of either.
  public synchronized void align() {
    restarts.align();
  }

  /// What is followed for the sound and belongs to what is followed for the picture; empty also
  /// while only one of them has restarted.
  public synchronized Optional<Variants> heard() {
    return restarts.together() ? sound() : Optional.empty();
  }

  /// What it was opened as.
  public Opener.Opened opened() {
    return opened;
  }

  /// The stream's own playlists.
  public Variants main() {
    return main;
  }

  /// Those of the sound, where they are others.
  public synchronized Optional<Variants> sound() {
    return Optional.ofNullable(sound);
  }

  /// Follows nothing any more. Idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    steering.ifPresent(SteeringClient::close);
    main.close();
    sound().ifPresent(Variants::close);
  }
}
