// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.capture.media.VideoFrame;
import io.tally.player.adapt.AbrController;
import io.tally.player.feed.JoinPoint;
import io.tally.player.feed.PositionMap;
import io.tally.player.follow.PlaylistTracker;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.net.ReachPolicy;
import io.tally.player.open.Opener;
import io.tally.player.open.SoundTracks;
import io.tally.player.present.Phase;
import io.tally.player.present.PresenterCounts;
import io.tally.player.sound.Speaker;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far is the playing of one URL?
///
/// Opens the stream, lets an [Engine] play it and tells the states; where a person wants to be
/// elsewhere, another engine takes over there. Life: `start` once, `close` at any point and twice.
/// Threads: states are told on its virtual thread `player` only; wishes come from any.
final class Session implements AutoCloseable {
  private static final long TELL_EVERY_MS = 250;

  private final URI uri;
  private final Duration patience;
  private final Choices choices;
  private final BiConsumer<Session, PlayerState> states;
  private final Engine.Surroundings around;
  private final PresenterCounts counts = new PresenterCounts();
  private final Notes notes = new Notes();
  private final Semaphore wake = new Semaphore(0);
  private final AtomicReference<@Nullable JoinPoint> wish = new AtomicReference<>();
  private final long beganNanos = System.nanoTime();
  private final Thread thread = Thread.ofVirtual().name("player").unstarted(this::run);
  private volatile @Nullable Engine engine;
  private volatile @Nullable Variants variants;
  private volatile @Nullable Variants soundVariants;
  private volatile @Nullable AbrController abr;
  private volatile double rate = 1;
  private volatile boolean paused;
  private volatile boolean closed;

  // On `player` only.
  private Phase lastPhase = Phase.OPENING;
  private boolean sought;
  private long lastPositionNs;

  /// @param http stays the caller's, so that the next stream finds its connections open
  /// @param sinks given each picture, borrowed, on the thread `present`
  Session(
      URI uri,
      Duration patience,
      HttpLoader http,
      Speaker speaker,
      Choices choices,
      Consumer<VideoFrame> sinks,
      BiConsumer<Session, PlayerState> states) {
    this.uri = uri;
    this.patience = patience;
    this.choices = choices;
    this.states = states;
    // What comes from the public network must not lead to this machine or its neighbours.
    HttpLoader careful = http.within(ReachPolicy.from(uri));
    around = new Engine.Surroundings(careful, speaker, sinks, counts, notes::add, wake::release);
  }

  void start() {
    states.accept(this, new PlayerState.Opening(uri, Optional.empty()));
    thread.start();
  }

  /// Asks to go on elsewhere.
  void seek(JoinPoint to) {
    wish.set(to);
    wake.release();
  }

  void pause(boolean wanted) {
    paused = wanted;
    Engine playing = engine;
    if (playing != null && !playing.pause(wanted)) {
      wish.compareAndSet(null, JoinPoint.DEFAULT);
    }
    wake.release();
  }

  void setRate(double wanted) {
    rate = wanted;
    wake.release();
  }

  private void run() {
    try {
      Opener opener =
          new Opener(
              around.http(),
              deadlineNanos(1),
              choices::controller,
              problem -> states.accept(this, new PlayerState.Opening(uri, Optional.of(problem))));
      Opener.Opened opened = opener.open(uri, notes::add);
      Variants followed = follow(opened);
      Optional<Variants> sound = followSound(opened, followed);
      Engine made = begin(followed, sound, opened, JoinPoint.DEFAULT);
      while (!closed) {
        JoinPoint to = wish.getAndSet(null);
        if (to != null) {
          made = begin(followed, sound, opened, to);
          sought = true;
          to.positionNs().ifPresent(ns -> lastPositionNs = ns);
        }
        Optional<PlayerState> next = next(made);
        if (next.filter(
                state -> state instanceof PlayerState.Failed || state instanceof PlayerState.Ended)
            .isPresent()) {
          made.close(); // first: who hears of the end finds the sound device free
        }
        next.ifPresent(state -> states.accept(this, state));
        if (next.filter(PlayerState.Failed.class::isInstance).isPresent()) {
          choices.subtitles().end();
          followed.close();
          sound.ifPresent(Variants::close);
          return;
        }
        await(next.filter(PlayerState.Ended.class::isInstance).isPresent());
      }
    } catch (Opener.NotPlayableException e) {
      states.accept(this, new PlayerState.Failed(e.problem()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  /// Waits for the next look; after the end for a wish only.
  private void await(boolean ended) throws InterruptedException {
    if (!ended) {
      wake.tryAcquire(TELL_EVERY_MS, TimeUnit.MILLISECONDS);
    }
    while (ended && wish.get() == null) {
      wake.acquire();
    }
    wake.drainPermits();
  }

  private long deadlineNanos(int times) {
    return beganNanos + times * patience.toNanos();
  }

  private synchronized Variants follow(Opener.Opened opened) throws InterruptedException {
    if (closed) {
      throw new InterruptedException();
    }
    PlaylistTracker tracker =
        new PlaylistTracker(
            opened.addresses().get(opened.variant()),
            opened.playlist(),
            opened.requestedAtNanos(),
            around.http(),
            opened.variables());
    Variants made =
        new Variants(
            opened.addresses(), opened.variant(), tracker, around.http(), opened.variables());
    variants = made;
    abr = opened.abr();
    tracker.start();
    return made;
  }

  /// Follows the sound, when it has playlists of its own; without it the picture is played alone.
  private Optional<Variants> followSound(Opener.Opened opened, Variants main)
      throws InterruptedException {
    try {
      Optional<Variants> made = SoundTracks.follow(opened, main, around.http());
      synchronized (this) {
        soundVariants = made.orElse(null);
        if (closed) {
          made.ifPresent(Variants::close);
        }
      }
      return made;
    } catch (LoadException e) {
      notes.add("The sound cannot be had: " + e.getMessage());
      return Optional.empty();
    }
  }

  private synchronized Engine begin(
      Variants followed, Optional<Variants> sound, Opener.Opened opened, JoinPoint from)
      throws InterruptedException {
    Engine before = engine;
    if (before != null) {
      before.close();
    }
    if (closed) {
      throw new InterruptedException();
    }
    Engine made = new Engine(followed, sound, opened.abr(), around, from);
    engine = made;
    lastPhase = Phase.OPENING;
    made.pipeline().pause(paused);
    made.start();
    made.show(choices.subtitles(), opened);
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
    AbrController chooser = abr;
    if (chooser != null) {
      chooser.pictures(counts.shown(), counts.droppedPictures(), counts.height());
    }
    if (playing.steer(rate)) {
      notes.add("Playing was too far behind the live edge and jumped to it");
      wish.compareAndSet(null, JoinPoint.DEFAULT);
      wake.release();
    }
    PositionMap.Place place = playing.pipeline().place();
    lastPositionNs = phase == Phase.OPENING ? lastPositionNs : place.positionNs();
    return switch (phase) {
      case OPENING -> sought ? seeking(playing) : opening(playing);
      case PLAYING, PAUSED -> Optional.of(playing.playing(place, notes));
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

  private static String whyStalled(Engine playing) {
    return playing
        .problem()
        .orElse("The stream comes more slowly than it is played; waiting until there is enough");
  }

  private String whyNothing(Engine playing) {
    return "Nothing of this stream could be played: "
        + playing.problem().or(notes::last).orElse("no picture and no sound came in time");
  }

  /// What plays; empty before the stream is open.
  Optional<Engine> engine() {
    return Optional.ofNullable(engine);
  }

  PlayerStatistics statistics() {
    AbrController chooser = abr;
    return chooser == null
        ? PlayerStatistics.NONE
        : engine().map(one -> one.statistics(chooser.bandwidthBps())).orElse(PlayerStatistics.NONE);
  }

  /// Ends everything, within two seconds. Idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    thread.interrupt();
    choices.subtitles().end();
    engine().ifPresent(Engine::close);
    Stream.of(Optional.ofNullable(variants), Optional.ofNullable(soundVariants))
        .flatMap(Optional::stream)
        .forEach(Variants::close);
  }
}
