// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.open;

import io.tally.player.feed.JoinPoint;
import io.tally.player.follow.Addresses;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.Variants;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.playlist.Rendition;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which sound tracks does a stream offer, and which one is played?
///
/// The one that its author prefers until a person chooses. A choice holds over changes of variant,
/// for the track that is called so there; another stream begins anew. A track that cannot be had is
/// given up for the one before, with a note. Threads: any; only [#follow] waits for the network.
public final class SoundTracks {
  /// What they are the sound of.
  private record Stream(Opener.Opened opened, Variants main, Consumer<String> notes) {
    List<Rendition> offered() {
      return opened.renditions("AUDIO", main.current());
    }
  }

  private @Nullable Stream stream; // guarded by this, as what follows
  private Optional<Rendition> chosen = Optional.empty();
  private Optional<Rendition> before = Optional.empty();
  private Runnable wake = () -> {};
  private boolean changed;

  /// The tracks to choose among, in the order of the playlist: those of the present variant. None
  /// where there is nothing to choose.
  public synchronized List<Rendition> tracks() {
    Stream now = stream;
    List<Rendition> offered = now == null ? List.of() : now.offered();
    return offered.stream().anyMatch(one -> one.uri().isPresent()) ? offered : List.of();
  }

  /// Index of the track that a person chose; empty while it is the author's choice.
  public synchronized OptionalInt chosen() {
    return chosen.map(one -> index(one)).orElse(OptionalInt.empty());
  }

  /// Index of the track that is played or about to be; empty where there is none to choose.
  public synchronized OptionalInt played() {
    return wanted().map(one -> index(one)).orElse(OptionalInt.empty());
  }

  private OptionalInt index(Rendition one) {
    List<Rendition> tracks = tracks();
    return RenditionPlaces.like(one, tracks)
        .map(found -> OptionalInt.of(tracks.indexOf(found)))
        .orElse(OptionalInt.empty());
  }

  /// Plays one of them, or the one that the author prefers. It is heard as soon as it is loaded and
  /// what is already decoded has been played.
  public synchronized void choose(OptionalInt wanted) {
    List<Rendition> tracks = tracks();
    if (wanted.isPresent() && wanted.getAsInt() >= tracks.size()) {
      return; // of a stream that is no more
    }
    Optional<Rendition> now =
        wanted.isPresent() ? Optional.of(tracks.get(wanted.getAsInt())) : Optional.empty();
    if (!now.equals(chosen)) {
      before = chosen;
      chosen = now;
      changed = true;
      wake.run();
    }
  }

  /// What is to be played now: what was chosen where it is offered, else what the author prefers,
  /// else one that may be taken without asking, else the first (RFC 8216bis 4.4.6.1).
  private synchronized Optional<Rendition> wanted() {
    Stream now = stream;
    if (now == null) {
      return Optional.empty();
    }
    List<Rendition> offered = now.offered();
    return chosen
        .flatMap(one -> RenditionPlaces.like(one, offered))
        .or(() ->
            offered.stream()
                .min(
                    Comparator.comparing((Rendition track) -> !track.isDefault())
                        .thenComparing(track -> !track.autoselect())));
  }

  /// Goes on with another stream.
  ///
  /// @param main followed for the picture
  /// @param notes told in a sentence what is wrong with the sound
  /// @param told of each choice; must not block
  synchronized void begin(
      Opener.Opened opened, Variants main, Consumer<String> notes, Runnable told) {
    stream = new Stream(opened, main, notes);
    chosen = Optional.empty();
    before = Optional.empty();
    changed = false;
    wake = told;
  }

  /// Offers nothing until another stream begins. Idempotent.
  public synchronized void end() {
    stream = null;
    chosen = Optional.empty();
    wake = () -> {};
  }

  /// Whether something was chosen since this was asked last.
  synchronized boolean takeChange() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /// Whether what is to be played has a playlist of its own.
  synchronized boolean isSeparate() {
    return wanted().flatMap(Rendition::uri).isPresent();
  }

  /// Follows the track that is to be played, and from then on the one that then is; waits for its
  /// playlist.
  ///
  /// @return empty when the sound is in the stream's own segments
  Optional<Variants> follow(ManifestLoader manifests) throws LoadException, InterruptedException {
    Stream now;
    synchronized (this) {
      now = stream;
    }
    if (now == null || !isSeparate()) {
      return Optional.empty();
    }
    PlaylistSnapshot snapshot = now.main().tracker().snapshot();
    return Optional.of(
        Variants.beside(
            new Places(now),
            snapshot,
            JoinPoint.DEFAULT.wanted(snapshot),
            manifests,
            now.opened().variables()));
  }

  /// Where the track is that is to be played.
  private final class Places implements Addresses {
    private final Stream of;
    private final RenditionPlaces places;

    Places(Stream of) {
      this.of = of;
      places =
          new RenditionPlaces(of.opened(), "AUDIO", of.main()::current, SoundTracks.this::wanted);
    }

    @Override
    public URI of(int variant) {
      return places.of(variant);
    }

    @Override
    public boolean failed(int variant, URI address, boolean followed, String why) {
      if (places.failed(variant, address, followed, why)) {
        return true;
      }
      return !followed && giveUp(of, address, why);
    }

    @Override
    public String reason() {
      return places.reason();
    }
  }

  private synchronized boolean giveUp(Stream of, URI address, String why) {
    boolean present = of.equals(stream) && chosen.isPresent() && !before.equals(chosen);
    if (!present || !wanted().flatMap(Rendition::uri).equals(Optional.of(address))) {
      return false;
    }
    of.notes()
        .accept("The sound track %s cannot be had: %s".formatted(chosen.orElseThrow().name(), why));
    chosen = before;
    return true;
  }
}
