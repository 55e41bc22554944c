// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import java.time.Duration;
import java.util.Optional;

/// Where does one state of a live playlist stand in the whole stream?
///
/// @param playlist as it was loaded
/// @param originNs position of its first segment in the stream, ns; the stream begins at 0 with the
///   first segment that was ever seen
/// @param epoch how often the stream has restarted before it
/// @param behind the last playlist that was older than this one, while it may still be the
///   beginning of a restart
public record PlaylistSnapshot(
    MediaPlaylist playlist, long originNs, int epoch, Optional<MediaPlaylist> behind) {
  private static final Duration SAME_MOMENT = Duration.ofMillis(500);

  /// Of a stream whose beginning is where this playlist begins.
  public static PlaylistSnapshot first(MediaPlaylist playlist) {
    return new PlaylistSnapshot(playlist, 0, 0, Optional.empty());
  }

  /// Position of the end of the playlist in the stream, ns.
  public long endNs() {
    return originNs + playlist.durationNs();
  }

  /// Position of the end of what can be loaded, with the parts of the segment that is not whole.
  public long edgeNs() {
    long partsNs = 0;
    for (Part part : playlist.lowLatency().openParts()) {
      partsNs += part.durationNs();
    }
    return endNs() + partsNs;
  }

  /// Position of a segment of this playlist in the stream, ns.
  public long positionNs(Segment segment) {
    return originNs + segment.startNs();
  }

  /// Whether there is other media in it than in the one before; what a playlist says of the same
  /// media may change, too.
  @SuppressWarnings("ReferenceEquality") // the usual case; lists may be long
  boolean hasOtherMediaThan(PlaylistSnapshot before) {
    return playlist != before.playlist
        && (!playlist.hasSameMedia(before.playlist)
            || playlist.lowLatency().openParts().size()
                != before.playlist.lowLatency().openParts().size());
  }

  /// The snapshot after a reload. It has the same playlist when nothing changed, or when the new
  /// one is older (another edge of a CDN); a higher epoch when the stream restarted: its numbers
  /// fell, or the same number means other media (RFC 8216 6.2.1 allows neither).
  public PlaylistSnapshot follow(MediaPlaylist next) {
    if (playlist.segments().isEmpty() && next.endSequence() >= playlist.endSequence()) {
      return new PlaylistSnapshot(next, endNs(), epoch, Optional.empty());
    }
    if (next.hasSameMedia(playlist)) {
      int more = next.lowLatency().openParts().size() - playlist.lowLatency().openParts().size();
      boolean says = more == 0 && !next.dateRanges().equals(playlist.dateRanges());
      return more > 0 || says
          ? new PlaylistSnapshot(next, originNs, epoch, Optional.empty())
          : this;
    }
    if (next.segments().isEmpty()) {
      return next.mediaSequence() < playlist.mediaSequence() ? restarted(next) : this;
    }
    Optional<Segment> shared = firstShared(next);
    if (shared.isPresent()) {
      Segment mine = playlist.segment(shared.get().mediaSequence()).orElseThrow();
      if (!isSameMedia(mine, shared.get())) {
        return restarted(next);
      }
      if (next.endSequence() >= playlist.endSequence()) {
        long origin = originNs + mine.startNs() - shared.get().startNs();
        return new PlaylistSnapshot(next, origin, epoch, Optional.empty());
      }
      // Shorter with the same names: an old copy, or a restart that uses the names again. A copy
      // does not grow while the stream stands still; a restarted one does.
      boolean grows = behind.filter(old -> next.endSequence() > old.endSequence()).isPresent();
      return grows
          ? restarted(next)
          : new PlaylistSnapshot(playlist, originNs, epoch, Optional.of(next));
    }
    if (next.mediaSequence() >= playlist.endSequence()) {
      long lost = next.mediaSequence() - playlist.endSequence();
      long lostNs = Math.min(lost, Integer.MAX_VALUE) * playlist.targetDurationNs();
      return new PlaylistSnapshot(next, endNs() + lostNs, epoch, Optional.empty());
    }
    return restarted(next);
  }

  private PlaylistSnapshot restarted(MediaPlaylist next) {
    return new PlaylistSnapshot(next, endNs(), epoch + 1, Optional.empty());
  }

  private Optional<Segment> firstShared(MediaPlaylist next) {
    long number = Math.max(playlist.mediaSequence(), next.mediaSequence());
    return playlist.segment(number).isPresent() ? next.segment(number) : Optional.empty();
  }

  private static boolean isSameMedia(Segment one, Segment other) {
    if (!one.uri().getPath().equals(other.uri().getPath()) || !one.range().equals(other.range())) {
      return false; // queries are left out: they carry tokens that change
    }
    return one.programDateTime().isEmpty()
        || other.programDateTime().isEmpty()
        || Duration.between(one.programDateTime().get(), other.programDateTime().get())
                .abs()
                .compareTo(SAME_MOMENT)
            < 0;
  }
}
