// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.open;

import io.tally.player.adapt.AbrController;
import io.tally.player.adapt.Decision;
import io.tally.player.adapt.Rung;
import io.tally.player.aes.KeyChoice;
import io.tally.player.follow.Addresses;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Rendition;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import io.tally.player.steer.Pathways;
import java.io.Serial;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Which media playlist does an URL lead to?
///
/// Tries again until its patience ends, for a live stream that is just starting has no playlist
/// yet. Of a multivariant playlist the variant is taken that the [AbrController] wants; one that
/// cannot be had is left out. Threads: waits, so a virtual one.
public final class Opener {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(PlaylistParser.MOST_BYTES, Duration.ofSeconds(10));
  private static final long FIRST_RETRY_MS = 250;
  private static final long LAST_RETRY_MS = 2_000;

  /// What an address led to.
  ///
  /// @param pathways where the playlists are that a multivariant one named
  /// @param address of the playlist, to ask for reloads
  /// @param playlist of the variant that the controller has chosen
  /// @param requestedAtNanos `System.nanoTime` of the request
  /// @param multivariant what named it, when something did
  public record Opened(
      Optional<Pathways> pathways,
      URI address,
      AbrController abr,
      MediaPlaylist playlist,
      long requestedAtNanos,
      Optional<MultivariantPlaylist> multivariant) {
    /// Which variant the playlist is of.
    public int variant() {
      return abr.current().orElse(0);
    }

    /// Where the variants' playlists are.
    public Addresses addresses() {
      return pathways.isPresent() ? pathways.get() : Addresses.fixed(List.of(address));
    }

    /// The renditions that a variant offers; none without a multivariant playlist.
    ///
    /// @param type such as `AUDIO`
    public List<Rendition> renditions(String type, int variant) {
      return pathways.map(all -> all.renditions(type, variant)).orElse(List.of());
    }

    /// What media playlists may import.
    public Optional<Map<String, String>> variables() {
      return multivariant.map(MultivariantPlaylist::variables);
    }
  }

  /// There is nothing to play at this address; the problem is a sentence.
  public static final class NotPlayableException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final String problem;

    NotPlayableException(String problem) {
      super(problem);
      this.problem = problem;
    }

    public String problem() {
      return problem;
    }
  }

  private final ManifestLoader manifests;
  private final long deadlineNanos;
  private final Function<List<Rung>, AbrController> controllers;
  private final Consumer<String> problems;

  /// @param deadlineNanos `System.nanoTime` after which a failure is final
  /// @param controllers who chooses among the variants of a stream
  /// @param problems told what went wrong and is tried again
  public Opener(
      ManifestLoader manifests,
      long deadlineNanos,
      Function<List<Rung>, AbrController> controllers,
      Consumer<String> problems) {
    this.manifests = manifests;
    this.deadlineNanos = deadlineNanos;
    this.controllers = controllers;
    this.problems = problems;
  }

  /// Loads what lies at an address, and what that names.
  ///
  /// @param notes told what will not be as the stream offers it
  public Opened open(URI uri, Consumer<String> notes)
      throws NotPlayableException, InterruptedException {
    Loaded first = load(uri, Optional.empty(), () -> false);
    return switch (first.playlist()) {
      case MediaPlaylist media ->
          new Opened(
              Optional.empty(),
              uri,
              controllers.apply(List.of(Rung.ONLY)),
              playable(media),
              first.requestedAtNanos(),
              Optional.empty());
      case MultivariantPlaylist multivariant -> open(multivariant, notes);
      case Playlist.Unreadable unreadable ->
          throw new NotPlayableException(
              unreadable.problem() + "; check the address " + LoadException.shown(uri));
    };
  }

  private Opened open(MultivariantPlaylist multivariant, Consumer<String> notes)
      throws NotPlayableException, InterruptedException {
    if (multivariant.variants().isEmpty()) {
      throw new NotPlayableException(
          "The multivariant playlist names no variant that can be loaded: "
              + LoadException.shown(multivariant.uri()));
    }
    Pathways pathways = Pathways.of(multivariant, notes);
    AbrController abr = controllers.apply(Rung.ladder(pathways.ladder()));
    Optional<Map<String, String>> variables = Optional.of(multivariant.variables());
    AbrController.Moment beginning = new AbrController.Moment(0, 0, 1_000_000_000L, false);
    while (true) {
      Decision decision = abr.choose(beginning).orElseThrow();
      int variant = decision.to().index();
      URI uri = pathways.of(variant);
      try {
        Loaded loaded = load(uri, variables, () -> abr.hasOther() || pathways.hasOther());
        if (loaded.playlist() instanceof MediaPlaylist media) {
          return new Opened(
              Optional.of(pathways),
              uri,
              abr,
              playable(media),
              loaded.requestedAtNanos(),
              Optional.of(multivariant));
        }
        throw new NotPlayableException(
            "The variant's address did not give a media playlist: " + LoadException.shown(uri));
      } catch (NotPlayableException e) {
        if (pathways.failed(variant, uri, false, e.problem())) {
          continue;
        }
        if (!abr.hasOther()) {
          throw e;
        }
        abr.bar(variant, e.problem());
        notes.accept(decision.to().name() + " cannot be had: " + e.problem());
      }
    }
  }

  private record Loaded(Playlist playlist, long requestedAtNanos) {}

  private interface Choice {
    boolean isOpen();
  }

  /// @param elsewhere whether a refusal is final, and the second failure of any kind, because there
  ///   is another address to try
  private Loaded load(URI uri, Optional<Map<String, String>> variables, Choice elsewhere)
      throws NotPlayableException, InterruptedException {
    long retryMs = FIRST_RETRY_MS;
    for (int attempt = 1; ; attempt++) {
      long requestedAt = System.nanoTime();
      try {
        Context context = new Context(variables, Optional.empty());
        return new Loaded(manifests.load(uri, LIMITS, context), requestedAt);
      } catch (LoadException e) {
        String problem = String.valueOf(e.getMessage());
        boolean refused = e.reach() == LoadException.Reach.REFUSED;
        if ((refused || attempt > 1) && elsewhere.isOpen()) {
          throw new NotPlayableException(problem);
        }
        if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(retryMs) > deadlineNanos) {
          throw new NotPlayableException(
              refused ? problem + "; check the address, and whether the stream is on" : problem);
        }
        problems.accept(problem);
        TimeUnit.MILLISECONDS.sleep(retryMs);
        retryMs = Math.min(LAST_RETRY_MS, retryMs * 2);
      }
    }
  }

  private static MediaPlaylist playable(MediaPlaylist media) throws NotPlayableException {
    Optional<String> locked = KeyChoice.problem(media);
    if (locked.isPresent()) {
      throw new NotPlayableException(locked.get());
    }
    if (media.ended() && media.segments().isEmpty()) {
      throw new NotPlayableException("The playlist has ended and names no segment");
    }
    return media;
  }
}
