// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.open;

import io.tally.player.follow.PlaylistTracker;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which playlists of an open stream are followed?
///
/// Those of the picture, and those of the sound where it has its own; without these the picture is
/// played alone, with a note. Life: made, [#start] once, [#close] at any point and twice. Threads:
/// `start` waits for the network, so a virtual one; the rest from any.
public final class Followed implements AutoCloseable {
  private final Opener.Opened opened;
  private final HttpLoader http;
  private final Consumer<String> notes;
  private final Variants main;
  private @Nullable Variants sound; // guarded by this
  private boolean closed; // guarded by this

  /// @param http stays the caller's
  /// @param notes told in a sentence what cannot be followed
  public Followed(Opener.Opened opened, HttpLoader http, Consumer<String> notes) {
    this.opened = opened;
    this.http = http;
    this.notes = notes;
    PlaylistTracker tracker =
        new PlaylistTracker(
            opened.addresses().get(opened.variant()),
            opened.playlist(),
            opened.requestedAtNanos(),
            http,
            opened.variables());
    main = new Variants(opened.addresses(), opened.variant(), tracker, http, opened.variables());
  }

  /// Begins to follow.
  public void start() throws InterruptedException {
    main.tracker().start();
    try {
      Optional<Variants> made = SoundTracks.follow(opened, main, http);
      synchronized (this) {
        sound = made.orElse(null);
        if (closed) {
          made.ifPresent(Variants::close);
        }
      }
    } catch (LoadException e) {
      notes.accept("The sound cannot be had: " + e.getMessage());
    }
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
    main.close();
    sound().ifPresent(Variants::close);
  }
}
