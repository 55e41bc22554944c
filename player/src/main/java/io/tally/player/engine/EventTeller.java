// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.engine;

import io.tally.player.event.EventLog;
import io.tally.player.event.PlaylistEvents;
import io.tally.player.event.SegmentEvents;
import io.tally.player.feed.LoadedSegment;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.timeline.Anchors;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What is attached to the time of the stream that an engine plays?
///
/// Threads: [#learn] and [#reached] on `player` only, [#begins] on `demux`, [#isDue] on `present`.
final class EventTeller {
  private final EventLog log;
  private @Nullable MediaPlaylist told; // whose events are known

  EventTeller(EventLog log) {
    this.log = log;
  }

  /// A segment carries events, at times that the demuxer knows.
  void begins(LoadedSegment segment, Anchors.Anchor anchor) {
    SegmentEvents.Place place =
        new SegmentEvents.Place(
            segment.positionNs(), segment.date(), anchor.runNs() - anchor.shiftNs());
    log.add(SegmentEvents.read(place, segment.init(), segment.media()));
  }

  /// Whether there is something to tell at a place.
  boolean isDue(OptionalLong positionNs) {
    return positionNs.isPresent() && log.isDue(positionNs.getAsLong());
  }

  /// A playlist carries events, too.
  @SuppressWarnings("ReferenceEquality") // every change makes another playlist; they may be long
  void learn(PlaylistSnapshot snapshot) {
    if (snapshot.playlist() != told) {
      told = snapshot.playlist();
      log.add(PlaylistEvents.of(snapshot));
    }
  }

  /// Tells of those that playing has come to.
  void reached(long positionNs) {
    log.reached(positionNs);
  }
}
