// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.engine;

import io.tally.player.feed.JoinPoint;
import io.tally.player.playlist.LowLatency.ServerControl;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.present.LatencyControl;
import io.tally.player.present.Phase;
import io.tally.player.present.Pipeline;
import io.tally.player.present.PresenterCounts;
import io.tally.player.seek.Whereabouts;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// How fast does a stream play, so that it is as far from live as it should be?
///
/// Threads: [#steer] on `player` only, the rest on any.
final class LivePace {
  private final Place place;
  private final Pipeline pipeline;
  private final PresenterCounts counts;
  private final Consumer<String> notes;
  private final Optional<LatencyControl> latency;
  private double wished = 1;
  private boolean caughtUp;

  /// @param atEdge the playlist of a stream that was begun as near to live as it wants; empty for
  ///   another place, at which it stays
  LivePace(
      Place place,
      Pipeline pipeline,
      PresenterCounts counts,
      Consumer<String> notes,
      Optional<MediaPlaylist> atEdge) {
    this.place = place;
    this.pipeline = pipeline;
    this.counts = counts;
    this.notes = notes;
    latency =
        atEdge.map(playlist ->
            new LatencyControl(
                holdBackNs(playlist), playlist.targetDurationNs(), System.nanoTime()));
  }

  /// Where the stream says that it wants to be played, if it does.
  private static OptionalLong holdBackNs(MediaPlaylist playlist) {
    OptionalLong parts = JoinPoint.partHoldBackNs(playlist);
    return parts.isPresent()
        ? parts
        : playlist
            .lowLatency()
            .control()
            .map(ServerControl::holdBackNs)
            .orElse(OptionalLong.empty());
  }

  /// Whether it was begun at the live edge, and is kept there.
  boolean isNearLive() {
    return latency.isPresent();
  }

  /// Sets the rate.
  ///
  /// @param wishedRate of a person; only at 1 is there anything to correct
  /// @return true when it is too far from the edge for that
  boolean steer(double wishedRate) {
    if (latency.isEmpty() || wishedRate != 1 || pipeline.phase() != Phase.PLAYING) {
      pipeline.setRate(allowed(wishedRate));
      if (wishedRate != 1 || pipeline.phase() == Phase.PAUSED) {
        latency.ifPresent(LatencyControl::moved);
      }
      return false;
    }
    LatencyControl.Step step =
        latency
            .get()
            .next(
                System.nanoTime(),
                place.behindEdgeNs(pipeline.place()),
                pipeline.bufferedNs(),
                counts.stalls());
    pipeline.setRate(step.rate());
    return step.jump();
  }

  /// What is played faster than it comes runs dry at the live edge: from there on it is not.
  private double allowed(double wishedRate) {
    if (wishedRate != wished) {
      wished = wishedRate;
      caughtUp = false;
    }
    if (wishedRate > 1 && !caughtUp) {
      Whereabouts now = place.whereabouts();
      caughtUp = now.live() && now.positionNs() >= now.liveNs();
      if (caughtUp) {
        notes.accept("Live is caught up with; it is played as fast as it comes");
      }
    }
    return caughtUp ? 1 : wishedRate;
  }
}
