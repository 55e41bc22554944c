// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.event.EventLog;
import io.tally.player.event.PlaylistEvents;
import io.tally.player.event.SegmentEvents;
import io.tally.player.event.TimedEvent;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.probe.SegmentFacts.Video;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which events does a check find in a stream?
///
/// Of its first media playlist only: the others tell the same. Threads: any.
final class EventWatch {
  private final EventLog log = new EventLog(_ -> {}); // nothing is played
  private @Nullable Track first; // guarded by this, as below
  private @Nullable PlaylistSnapshot newest;

  /// Takes a playlist of a track.
  synchronized void playlist(Track track, MediaPlaylist playlist) {
    if (first == null) {
      first = track;
    }
    if (!track.equals(first)) {
      return;
    }
    PlaylistSnapshot before = newest;
    PlaylistSnapshot now =
        before == null ? PlaylistSnapshot.first(playlist) : before.follow(playlist);
    newest = now;
    // What it says may change while its segments stay; an old copy says nothing new.
    if (playlist.mediaSequence() == now.playlist().mediaSequence()) {
      log.add(
          PlaylistEvents.of(
              new PlaylistSnapshot(playlist, now.originNs(), now.epoch(), Optional.empty())));
    }
  }

  /// Takes a segment of a track, in the clear.
  synchronized void segment(
      Track track, Segment segment, SegmentFacts facts, byte[] init, byte[] media) {
    PlaylistSnapshot now = newest;
    Optional<Span> span =
        facts
            .video()
            .map(Video::span)
            .or(() -> facts.audio().stream().findFirst().map(Audio::span));
    if (now == null || !track.equals(first) || span.isEmpty()) {
      return;
    }
    // One that has left the playlist meanwhile stood before its beginning.
    long positionNs =
        now.playlist().segment(segment.mediaSequence()).map(now::positionNs).orElse(now.originNs());
    SegmentEvents.Place place =
        new SegmentEvents.Place(positionNs, segment.programDateTime(), span.get().firstNs());
    log.add(SegmentEvents.read(place, init, media));
  }

  List<TimedEvent> events() {
    return log.all();
  }
}
