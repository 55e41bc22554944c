// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.engine;

import io.tally.player.feed.JoinPoint;
import io.tally.player.feed.PositionMap;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.PlaylistTracker;
import io.tally.player.follow.Variants;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.present.Pipeline;
import io.tally.player.seek.Whereabouts;

/// Where in the stream is what an engine plays, and how far from what could be played?
///
/// Threads: any.
record Place(Variants variants, Pipeline pipeline) {
  Whereabouts whereabouts() {
    PlaylistSnapshot snapshot = variants.tracker().snapshot();
    PositionMap.Place shown = pipeline.place();
    return new Whereabouts(
        shown.positionNs(),
        shown.programDateTime(),
        snapshot.originNs(),
        snapshot.edgeNs(),
        JoinPoint.DEFAULT.wanted(snapshot).positionNs(),
        snapshot.playlist().targetDurationNs(),
        !snapshot.playlist().ended());
  }

  /// How far behind the live edge it is, counting what came about since the playlist, ns.
  long behindEdgeNs(PositionMap.Place shown) {
    PlaylistTracker tracker = variants.tracker();
    PlaylistSnapshot snapshot = tracker.snapshot();
    MediaPlaylist playlist = snapshot.playlist();
    long stepNs =
        JoinPoint.partHoldBackNs(playlist).isPresent()
            ? playlist.lowLatency().partTargetNs().orElse(playlist.targetDurationNs())
            : playlist.targetDurationNs();
    long unseenNs = Math.min(stepNs, tracker.ageNs());
    return Math.max(0, snapshot.edgeNs() + unseenNs - shown.positionNs());
  }
}
