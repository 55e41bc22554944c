// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.capture.media.VideoFrame;
import io.tally.player.adapt.AbrController;
import io.tally.player.feed.JoinPoint;
import io.tally.player.feed.PositionMap;
import io.tally.player.feed.SegmentBuffer;
import io.tally.player.feed.SegmentLoader;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.PlaylistTracker;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.net.ReachPolicy;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.present.Goals;
import io.tally.player.present.Phase;
import io.tally.player.present.Pipeline;
import io.tally.player.present.PresenterCounts;
import io.tally.player.sound.SoundDevice;
import io.tally.player.sound.Volume;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How far is the playing of one URL?
///
/// Opens the stream, lets the pipeline play it and tells the states. Life: `start` once, `close` at
/// any point and twice. Threads: states are told on its virtual thread `player` only.
final class Session implements AutoCloseable {
  private static final long BUFFER_GOAL_NS = 30_000_000_000L;
  private static final long BUFFER_GOAL_BYTES = 64 << 20;
  private static final long TELL_EVERY_MS = 250;

  /// Everything that plays, once the stream is open.
  private record Engine(
      Variants variants, AbrController abr, SegmentLoader loader, Pipeline pipeline) {
    PlaylistTracker tracker() {
      return variants.tracker();
    }
  }

  private final URI uri;
  private final Duration patience;
  private final SoundDevice device;
  private final Volume volume;
  private final Consumer<VideoFrame> sinks;
  private final BiConsumer<Session, PlayerState> states;
  private final HttpLoader http;
  private final Choices choices;
  private final PresenterCounts counts = new PresenterCounts();
  private final Notes notes = new Notes();
  private final Semaphore wake = new Semaphore(0);
  private final long beganNanos = System.nanoTime();
  private final Thread thread = Thread.ofVirtual().name("player").unstarted(this::run);
  private volatile @Nullable Engine engine;
  private volatile boolean closed;
  private Phase lastPhase = Phase.OPENING; // on `player` only

  /// @param http stays the caller's, so that the next stream finds its connections open
  /// @param sinks given each picture, borrowed, on the thread `present`
  Session(
      URI uri,
      Duration patience,
      SoundDevice device,
      HttpLoader http,
      Volume volume,
      Choices choices,
      Consumer<VideoFrame> sinks,
      BiConsumer<Session, PlayerState> states) {
    this.uri = uri;
    this.patience = patience;
    this.device = device;
    this.http = http;
    this.volume = volume;
    this.choices = choices;
    this.sinks = sinks;
    this.states = states;
  }

  void start() {
    states.accept(this, new PlayerState.Opening(uri, Optional.empty()));
    thread.start();
  }

  private void run() {
    try {
      // What comes from the public network must not lead to this machine or its neighbours.
      HttpLoader careful = http.within(ReachPolicy.from(uri));
      Opener opener =
          new Opener(
              careful,
              deadlineNanos(1),
              choices::controller,
              problem -> states.accept(this, new PlayerState.Opening(uri, Optional.of(problem))));
      Opener.Opened opened = opener.open(uri, notes::add);
      Engine made = begin(opened, careful);
      while (!closed) {
        Optional<PlayerState> next = next(made);
        boolean last = next.filter(Session::isLast).isPresent();
        if (last) {
          release(); // first: who hears of the end finds the sound device free
        }
        next.ifPresent(state -> states.accept(this, state));
        if (last) {
          return;
        }
        wake.tryAcquire(TELL_EVERY_MS, TimeUnit.MILLISECONDS);
        wake.drainPermits();
      }
    } catch (Opener.NotPlayableException e) {
      states.accept(this, new PlayerState.Failed(e.problem()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  private static boolean isLast(PlayerState state) {
    return state instanceof PlayerState.Failed || state instanceof PlayerState.Ended;
  }

  private long deadlineNanos(int times) {
    return beganNanos + times * patience.toNanos();
  }

  private synchronized Engine begin(Opener.Opened opened, HttpLoader careful)
      throws InterruptedException {
    if (closed) {
      throw new InterruptedException();
    }
    MediaPlaylist playlist = opened.playlist();
    PlaylistTracker tracker =
        new PlaylistTracker(
            opened.addresses().get(opened.variant()),
            playlist,
            opened.requestedAtNanos(),
            careful,
            opened.variables());
    Variants variants =
        new Variants(opened.addresses(), opened.variant(), tracker, careful, opened.variables());
    SegmentBuffer buffer = new SegmentBuffer(BUFFER_GOAL_NS, BUFFER_GOAL_BYTES);
    SegmentLoader loader =
        new SegmentLoader(variants, opened.abr(), careful, buffer, JoinPoint.DEFAULT, notes::add);
    Goals goals =
        playlist.ended()
            ? Goals.ofRecording(playlist.targetDurationNs())
            : Goals.ofLive(playlist.targetDurationNs());
    Pipeline pipeline =
        new Pipeline(buffer, device, volume, sinks, counts, goals, notes::add, wake::release);
    Engine made = new Engine(variants, opened.abr(), loader, pipeline);
    engine = made;
    tracker.start();
    loader.start();
    pipeline.start();
    return made;
  }

  private Optional<PlayerState> next(Engine playing) {
    Phase phase = playing.pipeline().phase();
    if (phase == Phase.STALLED && lastPhase != phase) {
      playing.loader().rejoin();
    }
    if (phase == Phase.PLAYING && lastPhase == Phase.STALLED) {
      notes.add("Playing ran dry and went on");
    }
    lastPhase = phase;
    playing.abr().pictures(counts.shown(), counts.droppedPictures(), counts.height());
    PositionMap.Place place = playing.pipeline().place();
    return switch (phase) {
      case OPENING -> opening(playing);
      case PLAYING -> Optional.of(playing(playing, place));
      case STALLED ->
          Optional.of(new PlayerState.Buffering(place.positionNs(), whyStalled(playing)));
      case ENDED ->
          Optional.of(
              counts.shown() == 0 && place.positionNs() == 0
                  ? new PlayerState.Failed(whyNothing(playing))
                  : new PlayerState.Ended(place.positionNs()));
    };
  }

  private Optional<PlayerState> opening(Engine playing) {
    Optional<String> problem = problem(playing).or(notes::last);
    long now = System.nanoTime();
    if ((problem.isPresent() && now > deadlineNanos(1)) || now > deadlineNanos(2)) {
      return Optional.of(new PlayerState.Failed(whyNothing(playing)));
    }
    return problem.map(text -> new PlayerState.Opening(uri, Optional.of(text)));
  }

  private PlayerState playing(Engine playing, PositionMap.Place place) {
    PlaylistSnapshot snapshot = playing.tracker().snapshot();
    boolean live = !snapshot.playlist().ended();
    Optional<Duration> duration =
        live ? Optional.empty() : Optional.of(Duration.ofNanos(snapshot.endNs()));
    Optional<LiveDistance> behind =
        live ? Optional.of(behindLive(snapshot, place)) : Optional.empty();
    return new PlayerState.Playing(
        place.positionNs(),
        duration,
        behind,
        counts.width(),
        counts.height(),
        counts.framesPerSecond(),
        playing.pipeline().isAudible(),
        notes.with(problem(playing)));
  }

  private static LiveDistance behindLive(PlaylistSnapshot snapshot, PositionMap.Place place) {
    return place
        .programDateTime()
        .map(date ->
            new LiveDistance(
                Duration.between(date, Instant.now()), LiveDistance.Measure.PROGRAM_DATE_TIME))
        .orElseGet(() ->
            new LiveDistance(
                Duration.ofNanos(Math.max(0, snapshot.endNs() - place.positionNs())),
                LiveDistance.Measure.PLAYLIST_END));
  }

  private static Optional<String> problem(Engine playing) {
    return switch (playing.tracker().health()) {
      case PlaylistTracker.Health.Stuck stuck -> Optional.of(stuck.problem());
      case PlaylistTracker.Health.Failing failing -> Optional.of(failing.problem());
      default -> playing.loader().problem();
    };
  }

  private static String whyStalled(Engine playing) {
    return problem(playing)
        .orElse("The stream comes more slowly than it is played; waiting until there is enough");
  }

  private String whyNothing(Engine playing) {
    return "Nothing of this stream could be played: "
        + problem(playing).or(notes::last).orElse("no picture and no sound came in time");
  }

  PlayerStatistics statistics() {
    Engine playing = engine;
    if (playing == null) {
      return PlayerStatistics.NONE;
    }
    return new PlayerStatistics(
        playing.pipeline().decoded(),
        counts.shown(),
        counts.droppedPictures(),
        playing.pipeline().damaged(),
        playing.loader().counts().bytes(),
        playing.loader().counts().bitrateBps(),
        playing.pipeline().bufferedNs() / 1_000_000,
        counts.stalls(),
        playing.loader().counts().skipped(),
        counts.timeToFirst(),
        counts.worstOffsetMs(),
        playing.abr().bandwidthBps());
  }

  /// Ends everything, within two seconds. Idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    thread.interrupt();
    release();
  }

  private synchronized void release() {
    Engine playing = engine;
    if (playing != null) {
      playing.loader().close();
      playing.variants().close();
      playing.pipeline().close();
    }
  }
}
