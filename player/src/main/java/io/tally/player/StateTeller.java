// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.player.engine.Engine;
import io.tally.player.engine.Notes;
import io.tally.player.feed.JoinPoint;
import io.tally.player.feed.PositionMap;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.present.Phase;
import io.tally.player.present.PresenterCounts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is a person told of how a stream plays?
///
/// Threads: [#state] and [#headFor] on `player` only, the rest from any.
final class StateTeller {
  private final URI uri;
  private final Duration patience;
  private final PresenterCounts counts;
  private final Notes notes;
  private final long beganNanos = System.nanoTime();
  private long lastPositionNs;

  /// @param patience after which a stream that does not begin, for a reason that is known, is given
  ///   up; without a known reason it is twice as long
  StateTeller(URI uri, Duration patience, PresenterCounts counts, Notes notes) {
    this.uri = uri;
    this.patience = patience;
    this.counts = counts;
    this.notes = notes;
  }

  /// `System.nanoTime` after so many times the patience.
  long deadlineNanos(int times) {
    return beganNanos + times * patience.toNanos();
  }

  /// It goes to another place: that is where it is from now on.
  void headFor(JoinPoint to) {
    to.positionNs().ifPresent(ns -> lastPositionNs = ns);
  }

  /// What there is to tell; empty when nothing is new.
  ///
  /// @param sought it begins at a place that a person asked for
  Optional<PlayerState> state(Engine playing, Phase phase, boolean sought) {
    PositionMap.Place place = playing.pipeline().place();
    lastPositionNs = phase == Phase.OPENING ? lastPositionNs : place.positionNs();
    return switch (phase) {
      case OPENING -> sought ? seeking(playing) : opening(playing);
      case PLAYING, PAUSED -> Optional.of(playing(playing, place));
      case STALLED ->
          Optional.of(new PlayerState.Buffering(place.positionNs(), whyStalled(playing)));
      case ENDED ->
          Optional.of(
              counts.shown() == 0 && place.positionNs() == 0
                  ? new PlayerState.Failed(whyNothing(playing))
                  : new PlayerState.Ended(place.positionNs()));
    };
  }

  private Optional<PlayerState> seeking(Engine playing) {
    return Optional.of(
        new PlayerState.Buffering(
            lastPositionNs, playing.problem().orElse("Going to another place of the stream")));
  }

  private Optional<PlayerState> opening(Engine playing) {
    Optional<String> problem = playing.problem().or(notes::last);
    long now = System.nanoTime();
    if ((problem.isPresent() && now > deadlineNanos(1)) || now > deadlineNanos(2)) {
      return Optional.of(new PlayerState.Failed(whyNothing(playing)));
    }
    return problem.map(text -> new PlayerState.Opening(uri, Optional.of(text)));
  }

  private PlayerState playing(Engine playing, PositionMap.Place place) {
    PlaylistSnapshot snapshot = playing.snapshot();
    boolean live = !snapshot.playlist().ended();
    return new PlayerState.Playing(
        place.positionNs(),
        live ? Optional.empty() : Optional.of(Duration.ofNanos(snapshot.endNs())),
        live ? Optional.of(behindLive(playing, place)) : Optional.empty(),
        counts.width(),
        counts.height(),
        counts.framesPerSecond(),
        playing.pipeline().isAudible(),
        notes.with(playing.problem()));
  }

  private static LiveDistance behindLive(Engine playing, PositionMap.Place place) {
    return playing
        .glass()
        .facts()
        .delay()
        .map(delay ->
            new LiveDistance(Duration.ofNanos(delay.medianNs()), LiveDistance.Measure.CAPTURE))
        .or(() ->
            place
                .programDateTime()
                .map(date ->
                    new LiveDistance(
                        Duration.between(date, Instant.now()),
                        LiveDistance.Measure.PROGRAM_DATE_TIME)))
        .orElseGet(() ->
            new LiveDistance(
                Duration.ofNanos(playing.behindEdgeNs(place)), LiveDistance.Measure.PLAYLIST_END));
  }

  private static String whyStalled(Engine playing) {
    return playing
        .problem()
        .orElse("The stream comes more slowly than it is played; waiting until there is enough");
  }

  private String whyNothing(Engine playing) {
    return "Nothing of this stream could be played: "
        + playing.problem().or(notes::last).orElse("no picture and no sound came in time");
  }

  /// What has passed through so far.
  PlayerStatistics statistics(Engine playing, long bandwidthBps) {
    return new PlayerStatistics(
        playing.pipeline().decoded(),
        counts.shown(),
        counts.droppedPictures(),
        playing.pipeline().lateSoundNs() / 1_000_000,
        playing.pipeline().damaged(),
        playing.loader().counts().bytes(),
        playing.loader().counts().bitrateBps(),
        playing.pipeline().bufferedNs() / 1_000_000,
        counts.stalls(),
        playing.loader().counts().skipped(),
        counts.timeToFirst(),
        counts.worstOffsetMs(),
        counts.offsetMs(),
        bandwidthBps,
        playing.pipeline().decoder());
  }
}
