// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.event.EventLog;
import io.tally.player.event.PlaylistEvents;
import io.tally.player.event.SegmentEvents;
import io.tally.player.event.TimedEvent;
import io.tally.player.feed.JoinPoint;
import io.tally.player.follow.Alignment;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.probe.SegmentFacts.Video;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which events does a check find in a stream?
///
/// In all of its media playlists, as often as they are loaded, and in the segments of each: what
/// several tell is kept once, at the place where it is in the first of them. Threads: any.
final class EventWatch {
  private final EventLog log = new EventLog(_ -> {}); // nothing is played
  private final Map<URI, PlaylistSnapshot> newest = new HashMap<>(); // guarded by this
  private @Nullable URI first; // guarded by this

  /// Takes a playlist of a track.
  synchronized void playlist(Track track, MediaPlaylist playlist) {
    PlaylistSnapshot before = newest.get(track.uri());
    PlaylistSnapshot now = before == null ? begun(track, playlist) : before.follow(playlist);
    newest.put(track.uri(), now);
    // What it says may change while its segments stay; an old copy says nothing new.
    if (playlist.mediaSequence() == now.playlist().mediaSequence()) {
      log.add(
          PlaylistEvents.of(
              new PlaylistSnapshot(playlist, now.originNs(), now.epoch(), Optional.empty())));
    }
  }

  /// Where a playlist stands that was not seen before: beside the first one.
  private PlaylistSnapshot begun(Track track, MediaPlaylist playlist) {
    URI main = first;
    if (main == null) {
      first = track.uri();
      return PlaylistSnapshot.first(playlist);
    }
    PlaylistSnapshot beside = Objects.requireNonNull(newest.get(main));
    long originNs = Alignment.find(beside, playlist, JoinPoint.DEFAULT.wanted(beside)).originNs();
    return new PlaylistSnapshot(playlist, originNs, 0, Optional.empty());
  }

  /// Takes a segment of a track, in the clear.
  synchronized void segment(
      Track track, Segment segment, SegmentFacts facts, byte[] init, byte[] media) {
    PlaylistSnapshot now = newest.get(track.uri());
    Optional<Span> span =
        facts
            .video()
            .map(Video::span)
            .or(() -> facts.audio().stream().findFirst().map(Audio::span));
    if (now == null || span.isEmpty()) {
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
