// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import io.tally.player.feed.JoinPoint;
import io.tally.player.follow.Addresses;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.open.Opener;
import io.tally.player.open.RenditionPlaces;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Rendition;
import io.tally.player.timeline.Anchors;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which subtitles are there, which are shown, and what do they say?
///
/// The track that the author marks as the default one is shown until a person chooses; another
/// stream begins with its own. Threads: any; nothing here waits for the network.
public final class Subtitles {
  private static final long LOOK_BACK_NS = 30_000_000_000L;

  private Optional<MultivariantPlaylist> stream = Optional.empty(); // guarded by this, as below
  private List<Rendition> tracks = List.of();
  private OptionalInt chosen = OptionalInt.empty();
  private SubtitleTrack.@Nullable Beside beside;
  private Opener.@Nullable Opened opened;
  private JoinPoint from = JoinPoint.DEFAULT;
  private volatile @Nullable SubtitleTrack track;

  /// What the variant that was opened first offers, in the order of the playlist.
  public synchronized List<Rendition> tracks() {
    return tracks;
  }

  /// Index of the one that is shown; empty while none is.
  public synchronized OptionalInt chosen() {
    return chosen;
  }

  /// Shows one of them, or none.
  public synchronized void choose(OptionalInt wanted) {
    if (wanted.isPresent() && wanted.getAsInt() >= tracks.size()) {
      return; // of a stream that is no more
    }
    if (!chosen.equals(wanted)) {
      chosen = wanted;
      SubtitleTrack.Beside now = beside;
      if (now != null) {
        long latestNs = now.anchors().latestNs().orElse(0);
        restart(latestNs > LOOK_BACK_NS ? JoinPoint.at(latestNs - LOOK_BACK_NS) : from);
      }
    }
  }

  /// What is to be read over a picture, a cue each.
  ///
  /// @param runNs its pts
  public List<String> at(long runNs) {
    SubtitleTrack shown = track;
    return shown == null ? List.of() : shown.at(runNs);
  }

  /// Goes on at a place of a stream; for whoever plays it.
  ///
  /// @param main followed for the picture
  /// @param begun where the picture begins
  /// @param notes told in a sentence what is wrong with the subtitles
  public synchronized void begin(
      Opener.Opened opened,
      Variants main,
      HttpLoader http,
      Anchors anchors,
      JoinPoint begun,
      Consumer<String> notes) {
    if (!stream.equals(opened.multivariant())) {
      stream = opened.multivariant();
      tracks = offered(opened);
      chosen = preferred(tracks);
    }
    this.opened = opened;
    beside = new SubtitleTrack.Beside(main, http, opened.variables(), anchors, notes);
    restart(begun);
  }

  private static List<Rendition> offered(Opener.Opened opened) {
    return opened.renditions("SUBTITLES", opened.variant()).stream()
        .filter(rendition -> rendition.uri().isPresent())
        .toList();
  }

  private static OptionalInt preferred(List<Rendition> tracks) {
    for (int index = 0; index < tracks.size(); index++) {
      if (tracks.get(index).isDefault()) {
        return OptionalInt.of(index);
      }
    }
    return OptionalInt.empty();
  }

  private void restart(JoinPoint begun) {
    from = begun;
    SubtitleTrack before = track;
    if (before != null) {
      before.close();
    }
    track = null;
    SubtitleTrack.Beside now = beside;
    Opener.Opened open = opened;
    if (now != null && open != null && chosen.isPresent()) {
      Optional<Rendition> wanted = Optional.of(tracks.get(chosen.getAsInt()));
      Addresses places = new RenditionPlaces(open, "SUBTITLES", now.main()::current, () -> wanted);
      SubtitleTrack made = new SubtitleTrack(places, now, begun);
      track = made;
      made.start();
    }
  }

  /// Says nothing more until another stream begins. Idempotent.
  public synchronized void end() {
    beside = null;
    stream = Optional.empty();
    tracks = List.of();
    chosen = OptionalInt.empty();
    restart(JoinPoint.DEFAULT);
  }
}
